"""Caffe's messages. Generated from caffe.proto by generate.py: change those, not this file."""

import base64

from google.protobuf import descriptor_pool, message_factory
from google.protobuf.internal.enum_type_wrapper import EnumTypeWrapper

_SCHEMA = base64.b85decode(
    """\
3JYUlW@cqBaB^>SZxRV(VP<A!GIVluA|VP1LTqnhQ)ppuWfBw$17vA!7y%#yC<8(Q5CKvHWNB?8nF0z4LTqnhP;zf{ZxSjB1#@U&aAg<=AOR=~G88UjV
P<A!GIVluE<$W?VpC{gaAi^jb7*03WfB$&1Y}`!VHgD<11JJQ0uTXG1Y}`!VG<S!1Y~JuW*7z_11JJQ0uTXG1Y~JuW)dR`3uJF~Vr*q!WMOn+7ziK(C;
>tO5CKvOWN&q1Y-L1YbYT)B3JYX!bz*E~Uu0=!W*7+|11JGP0uTXG3S@6}Vr*qZX=Y{;6AA-vb!`{{AOR=^Isq_J18#L~5*-
Q%V`yP+Ze?t97y=*xC<QtJFj5F(Xkl({Wo&a2843nyWoc(<bQl950VoAJ0WeYqXk}?<Xmk=63I%s*WOQg41Rwz@1v&vRQU!NuWOQgEJqiy(Y;R&va&L5
RR%K&!Z*meU3I$?pZ(?&80U!e?3o;ZgV_{}yWioVfbS^?{Z(>k#Z**@`1!8P(Vsj$90SW~~VRUtE5*i8!V`yP+Ze?t97y%#wC<RgoV`yP+Ze?t95*7*u
Xk}?<Xml6?AOR=^QU+*cX=iA35)=vrcWGpFXcz+^0VoAh1$Sv=bZ8P13It?fbYU0-AOR>0QUqjSbYT({3I%LoVr6U?1t0+^1yTiUVPa)$5*-
Q(W^8X^bYEm)bYU0<AOk1@QVC{kZ((#qVRT^<9|{L$Zewp`Wn>r!AOR={It6B7Y;$E&2W4(!Z)9a;BE|v=4@PNhY-
Ms#VRB(@Wprh75*!Kyba`-P7y%#wC<!_UV{dMAbYX6EQUr8)aAgt~3I%pyY;|QA0w4h>0y+UOQU!KlY;|Q46AA-uX>J$;AOR=>Isq_J18r$;5)%poZDD
vA1Rwz@0y+UPQUh&acoG!~1Z`zuZWsk10Vo1G0WeYoZDnC@5)%pob97`F1|R__0y+UPQUh~zWD*(*26J#>a&u)E2Ot3`1v&yPF;WI|aA9(DWfD{h4R&F
2X<=?-WnXS@a%~t0AOR>2GAAx$VP<A!GIVluE=Fl=Y-Ms#VRB(@Wprh7E>>Z3X<=?-
WlnE$Z8`=<K~7&uPErhZVRC6<ZewLmZ*pxSGztt>VRC6<ZewLmZ*pxC3JL~BK~7&uP7nYR3knBDK~7&!Ra6iG5(^3kK~_alK}SUp0wVDO3JgwVbWmY(V
Qpn}WpWY{3IuLpZDkk%AOR=|QUq>cZDkS^3I%CyaCLMT10Vw^2~q`VZg6#U5;Y17X>M?JbYF95VQ^&_2p|I}3o;ZgV_{}yWioVfbS^?{Z(>tuVQ^(q3T
bX|b#zl`VQ^&<8wv?&Zg6#UUu0=*7z7{#C<RgoX>M?JbVO-w5-
bW1W^Zz1WnW@pV{3O|a%30<AOR={It6B7Y;$E&4Q6k0V`V~NV{3O|a%2)I3I%g?VRU5}1|R__3o;WfV_{}yWioVfbS_S1bW?O;bY)Tnb97;JWfCL`3S?
zsb!T5`Zf0*72Ot3`2s#C3VQh0{QVC>bVs&RpZf0*1FA4>0VR>b87-S#=C<`(fE@NS4W@R#Ta&#_CVR>b8P+@XmZDn+2a#96sVR>b85;F=0Y+-
q2a&s60AOk21G8-
;qVP<A!GIVluE><y2VR>b8P+@XmZDn+2a#99tVR>b8b0Xjl3J+6nY<6XGP+@XmZDn+2auN^<18!w>7#JV{C<#&nZe?^5GztlBWprO~VRB(@7#Sb|C<`(
dE@NS4W@R#Ta&#_EWpq$sa$#*{bY*f<2ySI`P+@XmZ4w&_33PH{X>MO`Wpo$;AOR=|QV4W%VQFqoWpol53J7#%b97&BWpo$<AOk1~QU`Qpb97E+bP_)b
4|H;2X>MO`WprO~VRB(@7!@D^C<`(dE@NS4W@R#Ta&#_EWpq$sa$#*{bY*f<4Rms0X>LwsbWmY(VQmsU3J!E-
b97&BWprO~VRB(@7#1J{C<`(dE@NS4W@R#Ta&#_EWpq$sa$#*{bY*f<40L64bWUY-
P+@XmZ4xvJ3v_Z}X>MP0bYXO57#bh}C<`(ZE@NS4W@R#Ta&#_EWpq<?VRU6u3UqQ|X>L<=VRU5@G71WGWpi|2b97;JWf&VE11JkJ6E0(6W@cqFbaHeqP
GxjcbYXO5QVDcrb97U5VRU5@8wv?@Wpi|2X>?_B7y}>!C<RgobY*jNNpxj$5+(`_bY*jNUukZ1WpZ|5Y#0O}0VoAJ0WeYwbY*jNNp5sya&}>C5-
|!9bY*jNUt@1=aCLNLUu<u4a~KmK0VoJM1!iGvb7fKwbY*jNLvL+xb#!G+Z*y}JH3}1SWpi|2X>MtBX<=+>dSP^FZ*CYMAOR={Is|lbb!Ac#bY*jNNp5
L$X<=+>dSP^FZ*CG73I}3gb7fy_au@|50Vo1e24Z1zWlVAs7zzhuX>)LFVR;w^AOR=^QU_#db8u{7c@iWF3}JR<a$#p>Uu<u4a~L5Y0VoAJ0WnewVRmJ
5VP|DbZ*y}J843t(VR&C@bY*fF2Ot3`1yToXVR%V&WpWZ83JGa+WpZD0X?kTCBp?AO1v&vSQV3~uWpYz#dSwzD3JGj-UvO`1X=8a92p|C{2~r4ba!_w<
X=8a36bc1rVQp<;7zrQ&C<0OiXJKt^VG<My1#oY7WpWq_AOR=>QU!2tcV%)C8VU$)Z*666baibQ3m^d~0#XQVZ*666baibKAqot4Woc(<bYEm;V_|t13
?Kn00#XZiWoc(<bVOxiVR;fW3KMc=XLW30a%p;DbZKvHUvznJWf&bG0VoMN0!%Ve5^`l{b!=gBX?kIFX>V>+d2nSC8VU$=bY*aJX?kTC4Ilw11yTrebY
*aJX?kT69100@bY*aMVQh6}7$P78C<Rgpb97~Jc42IFWfCb04r6R-a9?L~VPt7#Zgg`PBOn1N0y+XMF;Wd<Y-w;ua$#g?Wo~qH5*-
Q%b8ca9b7*gL7!Du-C<QtJFj5F}Zeeh9Xm4~9CkhX9Zeeh9Xm501aB^j4X?Pe9AOR=|QVw%&VQ_P3Z*)*{WoBu35-
JJ}b8ca9b7*gLUu0=!W*8740VoJM1!iGvb7fKtb8ca9b7*gLL}_Mb5?=}rb8ca9b7*gLUuJJ|ZDDj6B_IJP4l*e&V_{}yWioVfbS_hGY<6XGP+@XmZDn
+2axPPDVQ_P3Z*)d)a&2LBItxNcPC-
&xP*P7+Pf`wZZeeh9Xm4~zZ*py6bP`Jn3v+L5c4cy3ZEs{{7!e==C=N0uE@NS4W@R#Ta&#_JZ)|pDa!_G%VQpn}WpXZ4Z)|pDa!qe!WjX^#P*qY2b8l>
RWpYh#WMvW_3JGLoc4=c}Uuk3*5+DI61v&vRQV3*ac4=c}Nn{cu3JY>!Ze(w5Uvp(;WEd160Vo4H0xdC83UXm?WN&R#Wo2X%7YYP)d2nSIC?EkS2|5E)
M?_Ktba`-P5*rEyWMyo0VHh7E0Vo1G1u<nUFgQ{LWMyo0VG<(>32kp}Wo~qJZ88`qAOR=>It4H;IXO8}32kp}Wo~qJZ88!e3JG#;b6;d-
V_|t1CLjSQ0y+dRE;%_;2y$(6L}g=Pc@iWF3S?zsb!T5`Zf0*77a##B2s#C3VQh0{QVC>bVs&RpZf0*1HVPDTZeeh9Xm501VP<q?a$j_EVQFp{93TNG2
s#9Ga&=`=5_4{0aC2yHbU|ixWpY$<VQFp>O9~5fZ)|pDa$j_LaAg=CAOR>2G9@l!VP<A!GIVluE>mx8c4cx<VRB(@Wprh7E>mx8c4cx@d2nSq15-
ytQVMf#Y<6XGRC#b^5-<u8Y+-
q2a$k38b7fz0Wn^_@Wf&<S0VoJM1axwBWl|4pVR>b8S7~!)Qe|XyV`UN;3I}&(X=iA3a~LWh11Jen2X|#@XJ~YDA}b0GQ*L2!b7*gLMsIR$VRRA*3Is?
*Ml}!s5)TRsLP<_RQdv+^PgGA30U{m>3R7=vc4cx+Z)9Z>2MPm2P*o5B5(f$cM^IG|0U}ij3R7=vc4cx@d2nSC2MPmIM???+5)29mPDN8xMN&^z5CIYk
3I{<%K}S+SL=XZJ3knBPO;b=(Pf!p85)29mK}11BMNCvd5Cjqk3Ist!K}`?^BA5XR3sY}wc4cx?bYXO55)ujoX>?_B7y%#wC<RgkX>?_B5+4c+Y-
M3`Ze?U&Ze?^B0w4h>2~rAdWnpq|Wn@lebP_HK2WV+?bZ>Hb7y}>!C<`(aE@NS4W@R#Ta&#_2Y;R&va&L5RQU_>hb98TVc@iWF3}bb2a%FCGUvqS2a2N
z20VoAJ0WeYvV|8+JWo~p+bY*ZNX9@^TWpq<?VRU5@ED8m1Xkl|@7y%#wC=N0ZE@NS4W@R#Ta&#_GXkl|@Is{ZjQ&ds~aA;w3WfB((1#D$@Wo#G%AOR=
^Isq_J1#D$@Wo!}@3I%g?VP|C+10Vw^2~q`fbYW*@BBKEc3{GWqQ*>c;Wm0u)WfCR|1#oC#b7dF-AOR>2G7v6fVP<A!GIVluE>LJ;b7fKmaA;w3WfB_-
32kX^Uu<P|Wo#G%AOR=^QV4BnZcJr%Wo!}~3JGmtcwcN~c4cfB10Vq?1yTrYVR%esc4cf56bc1%bYW*@7z7{#C<#&pb97;6WfB_-
32tw6UvqR}XJr@#AOk1~QV4EubW?O;XJsPG0SXCFVRB(@Q*dQt5)ujoZeeX@7y%#wC<#&oZeeX@5<m(Hb7*05WnXP?WMvovAOR>2G9fNwVP<A!GIVluE
>K}|VQo`zWn(TxX>CJjWn*hiZ)9as33F&+a%D|#WMvW>3I}X*Uu|`4bQl950Vo1G0WnerY;sL?Y;+PJ3JPRpV_|t;ZFOvP7z7{zC;~bGF;WR+Wn*D^O?
7N^A}R_DL}_h9Xk}w-
O>bmn5()|iQ&dt(LsSp|5)KLqP(@NrNmElvRz(m2BAO)%4oqQrWpYqqa$#*{bY*f95()%vVQpm?0U!Y=2~q@ZVQpm+5()%#d2nSI0w4h>2~q@fd2nSC7
77MpZ*+8TZ5RU}11Jen24Zh?bZ>1E5DEiyZ*Uj{AOk1~QUi2va1tg81#oC#b7dF`AOR>2G7v6fVP<A!GIVluE>LJ;b7fKmaA;w3WfC6>3v6$5b6<C5X=
iA37zH2$C<0OnY;SXOS7m8uXmk=P3I%Xsa$#*41|S0{3o;ZgV_{}yWioVfbS_X~a$#*#aAjjs1#n?<VQmsB3I$?pZ(?&82Ot9|3o;ZgV_{}yWioVfbS^
?{Z(>k#Z**@`1!8P(VsjED3J!2`Z*XB}VRU6*WN&wF7z-
c+C<sywaB^>OVP|1<WkhdxZW1vH2Wf6&Y;|O17ziK(C<`(dE@NS4W@R#Ta&#_EWpq<?VRU6ub!=r)2Wf6&Y;|O15-
|z~Wq4z3b!2522_OR~3o;ijV_{}yWioVfbS_S1bW?O;bY)U?Y-
LghWq4z3b!24{O9~Hka$#<BW^ZzBUvOb^VQm;>AOR=~G9oTxVP<A!GIVluE>v=1ZgXaDa&2LBX>V>&VRB(@Wprh7QVw)-
VQzC~Z*px=VRB(@5;qD8Y;SXOUvOb^VQm;?AOR=~G8isnVP<A!GIVluE=+H8b5LP&VQpn}WpYvpY;SXOP+@XmZ4yHY4q;<sb#h^2d0%j0a$#*4W*`A53
o;xoV_{}yWioVfbS^<-
V|8+2V|h?va$#*{bY*f<4Pj$rb#h^2c~D_;VQmsU3JhU#XKi74UvOb^VQm;^AOR=~G8!&pVP<A!GIVluE<ti<O<{OYVRB(@Wprh7QVU^nXKi74P+@XmZ
4yWd5Mp6;V`yJ)Z*py4aA9&`Z5WFIAOR=~G94~sVP<A!GIVluE<#~+V`xrqa&1sya$#*{bY*f<4q{<+V`xrqa&1sya$#)}I0_14X<>6;aA9&`Z5WLKAO
R=~G8isnVP<A!GIVluE<$Nxb5LP&VQpn}WpYvpVrgM>P+@XmZ4x*N3S(?(a9?m?a$#*4lmQ?CC<`(eE@NS4W@R#Ta&#_3Y-
w;%VRB(@Wprh7QVC;hX>d?sa$#)}JqiqCZ*F5@bYE~`a$#*4XdnS73o;rmV_{}yWioVfbS^`0Zew9|P+@XmZDn+2a#9OpZ*F5@bWmY(VQmsw3KnB;Zgg
^Cb98BTWnXM>b8}yCVRB(@7-
=8@C<`(pE@NS4W@R#Ta&#_3Z*FvQVRLk8c4bU&b8}E(a$#*{bY*f<6k~60baG*HbZK^FOmA~@P+@XmZ4yih5o2#|c5iHTbZKvHUvOb^VQm;{AOR=~G9N
BuVP<A!GIVluE<<l_c5iHTbZKvHP+@XmZDn+2a#9duZ*F#PY;|;LZ*EXwa$#)}I0_15a&K^7aA9&`Z5WUNAOR=~G8isnVP<A!GIVluE<<u}a8O}#VQpn
}WpYvpV{&hBP+@XmZ4x&M3S?n)VP9}za$#*4YajtA3o;lkV_{}yWioVfbS^|;bYW0oa$#*{bY*f<31ne(VNhXmVQmsX3Jqj(Z*XsQbYE~`a$#*4Y#;$B
3o;unV_{}yWioVfbS^}4Z*XsQbWmY(VQpn}WpYvsWO8qCZ*_D~VRB(@5=ROUWOZ$Ad0%8<bYWj`VRB(@7;PW{C<`(jE@NS4W@R#Ta&#_4b!}~VL}7GcP
+@XmZDn+2a#9Xtb!}~VL}7GcP+@XmZ4y8V4P|U}cWHBFUvOb^VQm<0AOR=~G8-
;qVP<A!GIVluE=6o~cWHBFP+@XmZDn+2a#9RsY;<>Nb7fFra$#)}H3|u3Y;|97VRB(@7>ofR0VoSH7cOIAW@cqFbaHeqMNCytVRB(@Wprh7QV3;ibx>h
)VQmsS3JYazVr67saA9&`Z5W9GAOR=~G8ryoVP<A!GIVluE=6r(Wn@rca$#*{bY*f<3T16#Wn@rca$#)}Gztl2cyM2EVRB(@7;hi}C<`(dE@NS4W@R#T
a&#_5cyLf*a$#*{bY*f<2xWM1P+@XmZ4yBW4Q6a%baZ8IUvOb^VQm<P0U!Y=3o;unV_{}yWioVfbS_40VRUq5Zct%zVQpn}WpYvsW^7?}bY*T(VRB(@5
=06QXk=zJUu0o)VP9}za$#*4a3BFF3o;xoV_{}yWioVfbS_9lMm0oXbYW0oa$#*{bY*f<4QOO$HAG=_VNhXmVQmsh3K3{zW;I`Lb#!obbYE~`a$#*4aU
cOG3o;%qV_{}yWioVfbS_9lMm0}$bZ~WaP+@XmZDn+2a#9ayWM(x_b#!obbWmY(VQmse3J_>%Zf9j*Y;SXOUvOb^VQm<4AOR=~G94~sVP<A!GIVluE=X
x^XJt%pb8}E(a$#*{bY*f<4rpm^XJt%pb8}E(a$#)}M+y*WZDD6+Uu0o)VP9}za$#*4b07gI3o;!pV_{}yWioVfbS_D4VP|DTVRT_oVRB(@Wprh7QVwZ
tVP|DTVRT_oVRB(@5>N^gX>Mk3XJKh>Uu<u4b6;>_a$#*4bRYpJ3o;-
sV_{}yWioVfbS_D5W^ZR<X>Lq!b8}E(a$#*{bY*f<5ovB_Z)ag?ZcJ};b5LP&VQmsn3KMB=Ze?;`aB^>Cbz^j2aA9&`Z5VYR0VoSHATDEJW@cqFbaHeq
Np5asa!_(_WOZY7P+@XmZDn+2a#9g#Zf<3AP;zf%bz^i;VRB(@5<3bDX>M?JbYE~`a$#*4j{zV7C<`(fE@NS4W@R#Ta&#_9Zg6#UP+@XmZDn+2a#9LuZ
g6#UP+@XmZ4xyK32bj?UvOb^VQm<O0U!Y=3o;ijV_{}yWioVfbS_M9XHa2sVQpn}WpYvoY;R{!VRB(@5;O`4Y;ta2aA9&`Z5VbS0VoSH7cOIAW@cqFba
HeqOj1rzVRB(@Wprh7QV48vZct%zVQmsh3K4B(ZEtdUUu0o)VP9}za$#*4cOU^M3o;%qV_{}yWioVfbS_P0ZEtdUL}7GcP+@XmZDn+2a#9a%Wo>VAc|>
7!VNhXmVQmsL3JGm?ZeMU=a$#*4cpw2N3o;ijV_{}yWioVfbS_O+PEcWTVQpn}WpYvoZFX)@VRB(@5=ROTaA9&`ZDn+2a$j&^a$#*4kpUn9C<`(jE@NS
4W@R#Ta&#_GVRB(@Wprh7P+@XmZDn+2a#9X(VRB(@Wprh7P+@XmZ4y8V4RCL7Y-w(1UvOb^VQm<BAOR=~G8-;qVP<A!GIVluE>Lf8Y-
w(1P+@XmZDn+2a#9R%Z*OdAZf8(oa$#)}ItmMLZ+B&KUvOb^VQm<CAOR=~G8ryoVP<A!GIVluE>LfGWpYqqa$#*{bY*f<3UF_CWpYqqa$#)}I|>VMa%F
6FUvOb^VQm<L0U!Y=3o;olV_{}yWioVfbS_X*WlU92VRB(@Wprh7QVMW#Wo&g&VRB(@5<UtHaCvlSZ*E_3VRB(@7=i&H0VoSH8ZKjDW@cqFbaHeqP<eD
{Z*EXwa$#*{bY*f<3vhXKXm4&%VRB(@5=ROTa%E$6a&l#EbYE~`a$#*4k^vwAC<`(jE@NS4W@R#Ta&#_IWn*=6a%FCGP+@XmZDn+2a#9X*Wn*=6a%FCG
P+@XmZ4yTc4{~K>bz^jCZ*E_3VRB(@7>EHN0VoSH9WG;GW@cqFbaHeqQe|XyV{~b6Zct%zVQpn}WpYvua%E(7V{~b6Zct%zVQmsO3JP*%Y;|97VRB(@7
<(WAC<`(eE@NS4W@R#Ta&#_IWlU92VRB(@Wprh7QVDWpY;{m!a$#)}K?)6WWpij@aAjX`VRB(@7=-
~K0VoSH8!lsEW@cqFbaHeqQe|^!VQ^(oVRB(@Wprh7QVeosb7*03Wl&*qVQmsS3JY^%VQghzaA9&`Z5WOLAOR=~G8ryoVP<A!GIVluE>mM+Y-
Lbka$#*{bY*f<3Ugy&Y-
Lbka$#)}Kne|WX=iP3X=Gn;VRB(@7<?cBC<`(hE@NS4W@R#Ta&#_JX=iP3X=G4ga$#*{bY*f<40CB`ZEtC0P+@XmZ4y8V4Rdd1bZudHUvOb^VQm<FAOR
=~G8-
;qVP<A!GIVluE>mx2bZudHP+@XmZDn+2a#9R)Z)S9DVR%qsa$#)}H3|uHaByF6VRB(@7=!^J0VoSH7cOIAW@cqFbaHeqQ&3P)VRB(@Wprh7QV4T!a8O}
#VQmsR3JY^=X=7zyaA9&`Z5Vza0VoSH87^aCW@cqFbaHeqQ*3EtWl&*qVQpn}WpYvqb8Km2Wl&*qVQmsS3JY_0X>({_aA9&`Z5WdQAOR=~G8ryoVP<A!
GIVluE>m}Db7)Xua$#*{bY*f<3Uha9b7)Xua$#)}Hwp@LVQy$&aA9&`Z5V$b0VoSH7%pRBW@cqFbaHeqRAFvNP+@XmZDn+2a#9I&VQy$pVRB(@5=ROTb
ZByAb7*gDWM6P$a$#*4fB_%@C<`(jE@NS4W@R#Ta&#_KXmVw9Xm4y}P+@XmZDn+2a#9X-XmVw9Xm4y}P+@XmZ4x*N3Up~~WnXY%a$#*4iUA-
2C<`(eE@NS4W@R#Ta&#_KX>4UsVRB(@Wprh7QVDcvY-Lbka$#)}O9~NpX>Me1cVA>-
bYWj`VRB(@7=ZyG0VoSH9xh{HW@cqFbaHeqS7~l!Z+AptbYW0oa$#*{bY*f<4|i#9WN&vwVRT_oVRB(@5;+PAY;$yNUvOb^VQm<ooB<#KC<`(eE@NS4W
@R#Ta&#_CQ&de*VRB(@Wprh7QVDExbZt;!a$#)}O9~KVWo~n2Vr*|?YhQ3-
a$#*4p_~CA0VoSH9xh{HW@cqFbaHeqL}hMsWkPIkV{1@ha$#*{bY*f<4`gL-b7f*|Z)0mvVRB(@5=;saV{~I*WMyM-WMy(+aA9&`Z5X1Q0U!Y=3o;%qV
_{}yWioVfbS^_wLqug`Z)9b1P+@XmZDn+2a#9atbYnziV{c?-a!_G%VQmsa3Jzm*V_$4<b8}yCVRB(@7^9p4AOR=~G8-
;qVP<A!GIVluE<;p9OmA~@P+@XmZDn+2a#9RqbYo0!b8}E(a$#)}LJAFXWp-t9b7fy}VRB(@7^Iv5AOR=~G8-
;qVP<A!GIVluE>dN7WpZ<6P+@XmZDn+2a#9R(Wp-t9b7fFra$#)}PYM!pWp-
t9b7fz2X>Da+aA9&`Z5XAT0U!Y=3o;)rV_{}yWioVfbS_e5c4cyNWmIWxWl&*qVQpn}WpYvwa%Fa9a&u)=X>DatVRB(@5<dzIX>N37a&TX8VRB(@7^a*
7AOR=~G8!&pVP<A!GIVluE=g{5WpZ#(VRB(@Wprh7QVVHrbY*gIP+@XmZ4yWd4|H;2ZgX&Nb7fy}VRB(@7^j>8AOR=~G94~sVP<A!GIVluE>v=1ZgX&N
b7fFra$#*{bY*f<4s>#1ZgX&Nb7fFra$#)}Z3-
M?Z*FvHZgpXFX>V>{X>Md`V_|e}a$j&^a$#*4sGI>H0VoSHDK2ASW@cqFbaHeqLvL<$X>N64bZKvHNp56mV_|e}a!_G%VQpn}WpYv)V{dMBX>N64bZKv
HNp56mV_|e}a!_G%VQmsZ3Jq{&a&2{VWnXY%a$#*4shj~I0VoSH8!lsEW@cqFbaHeqP-Sv$b#!G=VRB(@Wprh7QVeiqa&2{VWl&*qVQms^3LI=<Vr6V|
WpQ<7ZewL%VPj);a$#e6UvOb^VQm<yoB<#KC<`(vE@NS4W@R#Ta&#_CVPa)$b7gULWo~0-L1SZea$#e6P+@XmZDn+2a#9*>VPa)$b7gULWo~0-
L1SZea$#e6P+@XmZ4yih5pr*7UvO`4Y-
w(1UvOb^VQm<zoB<#KC<`(kE@NS4W@R#Ta&#_IPf1X3Z)|C9XHa2sVQpn}WpYvva&Ku+Z*OdAZf8(oa$#)}QwkJwZEtUMXkTnGUu<u4b6;>_a$#*4teg
QL0VoSHATDEJW@cqFbaHeqQ*Cc=bZAU5OmA~@P+@XmZDn+2a#9g<ZEtUMXiPCoZ*y}{VRB(@5;h76V{~I*aA9&`Z5XYb0U!Y=3o;ijV_{}yWioVfbS^_
wLr`IIVQpn}WpYvoV{~IsVRB(@5;F=2Vs2k>VRB(@7_OWFAOR=~G8QglVP<A!GIVluE<#RFVRB(@Wprh7QU_vgP+@XmZ6eYG3KvvzVQzC~Z*py6bZKvH
P+@XmZDn+2auOE`1#@FzY-Jb$AOR=>Isq|K1#@FzY-
JK13I=Uya&m8S7y=*xC<r<QW?^h|Wl{!hX>xLJauOa231f0^a9?w2dSw^`AOR>1Isq_J2xD?@a8qe|WfB_-32kLzZeM0;Y-Jb(AOR=|QV4BjVQxlgY-J
K13JPsyVQyb`VQh6}7zH2$C<0OmZDnC@R$**)WfCR|3ubR}V`X1sZ)|UJ7zQ8#C<r<QW?^h|Wl{=eZ*pU0LvL(vauOs83TAI|V`X1wa$$KG2Ot3`2s#C
3VQh0{QVC{na${vja$$KABnk;(WMp4%Z)tO77@(X1AOR={It6B7Y;$E&2w`MoPH$;*WfCC@3vO>|b7fz0VRUJ47@?d2AOR=>QVMQwX>(;#VRUJ45+w=^
b7Ns_WnX4tV{~tFa~PtW0U!e?0#XcfV_|G%Mqy)gZ*p@IA_@v)a&K^7cWGpFXc(iM0U!Y=4LSiZQVC;nZ*W&>WOQf}Bnk^-
a&K^7Xk}?<Xml8)oB<#KC=EIRFj5L*a&K@*Woc(<bP^j11ZHe+cNnFd0U!Y=2s#C3VQh0{QUqpfZ+9Z?0SXOFZ*y}{VRB(@Wprh75+Mo<X=iS4a%Ep^V
Pa)$7y%#wC<RgrX=iS4a%D_mVr6U+R|*YoZ*py6Y-
xI7bZKvH7y}>yC=N0zE@NS4W@R#Ta&#_CZ*y}{VRB(@Wprh7E>3T9ZDDL_dSP^FZ*EO*WMw)9RzXZjL{bfIZ*py6Y-
xI7bZKvH5*!K%Zf|mJVQgu7Wf%e=0VoJk32tw4ZDDL_dSxO)3K33ka&2L3X?kIFX>V>#Z)9Z>2nqy7RZL6}01^ob1y(^!Nkk9<5)KLqLP1nRNMBP)T15
~75(o+ePESrn5CbBN0SXa8V`Fu4VPknvVRB(@Wprh75*7*tbZ>B9YZw6_0VoYR0WnepbZ>A=5)}#rVR&hC7y=*xC<QtJF;WC!cxiJIAqos>XKrtDWnXM
zVr6U?10Vq?1yT!XXKrtDWlUjWWo!~93JYXqZf|XAZeet9au}eT0U!Y=0y+UOQVV2dZf|XAZeet9aw2334?%KgO<{OYVRB(@Wprh75+w=?Z*_EEZDDv{
c42H70U!Y=2s#C3VQh0{QVDN$bWLG+R$*)s777J)Z*X607y=*xC=EIRF;WC{Z*WTz5()%icxiJO10Vq?1yTfIcxiJYGYSnuY-
w;%VRB(@Wprh75)cXlZE0>80U!b>0#XBQX>Jk_3IlCnco+g80w@Af18re=B1#GmLvL<lVRTSoa$#*{bY*f96$%7lcxiJO0w4h>1v&vSQUqamX>$@F3JP
OyZew9|Uu0=*7y%#wC=EIRF;WR*Z*F5@bVO-wBF_N|5<+2gV`xrqa&1sya$#*{bY*f9C<+jDb7fy=Y;R&=Y+rM9VRUmC0U!Y=2vQDpb7e<tZ(?C=Q*>c
;a}qrY7j18LX>Mm<VRmJ5VP|DuW^!R;bZKvH7y=*xC;~bKFfKVcIZ_pEZ+2;JXF+yla$#p>Msi_ebZKvH5*G>sWpHyC10Vq?0y+gTWi2o@QUhgha}qZS
6LoN8VRU6*XKZg`VQgP>bYXOJ7@(X1AOR={It6B7Y;$E&5p{56VRU6jY;R&=Y*Tb$baNtj3JpSOVRKMna$#*{bY*f96$%7lcxiJO0U!Y=1v&vSQUqamX
>$@B3J7j>ZC_z{Wpfw;AOR=^Isq|K2X1w3L3m|z5;6(~W@&6}WpWq;AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QU+#eY;0w6B4Y{|LvL<$a$$3HX?A5yZ*y}{VRB(@Wprh75*Z2xZDDd}X>J$+AOR=>Isq|K25n(-
XK8K{ED8>6WoKbyd0%#Aa&u{KZWsa}0VoJM1!iGvb7fKuY-ML*V|i9(a&u{KZX&J)3KT<cZgy{Mb#!TOZct%zVQpn}WpWZ73JPv@ZC`J7bZ~Wa7y%#wC
=F5xZgp)>b#!obbP^#731Vqsb6<32a%~s_AOR={Is|lbb!AcrVrgM>RAq8)5)cXlaA9N^10Vw^4N?PeVPp~?3JYsxa&Bd8Uvp`CWf%k?11Jqr3TtI@Ze
?s!X?kT6777M)baH8AWf%q^11Jqr26J?BX=G&*8VU$xX>4J1X>V>A5+DO84N?eXX>4J1X>V>4777J$VPs!u7zrQ&C=EIRFj53?VPr@W777J$VPs!-
7z!W(C=EIRFj53?VPsbl843t%WpZw1Y+q;?3m^d~4N?bdWpZw1Y)BFr3J7aua&Bd8Uw0S`AOR>1QU_~ga&Bd8R}vWt2y=9DX=G(zXc!G30VoYp2Xl0CX
=G(c5*Z2zb98cPWMyA>7!Du-
C=F5vb98cPWMx+p7YYSua&L8T7zH2!C=EIRF;WF*a&L8T5<dzJcV%g3Xmnp@X>4p|au^370VoSH8ZKjDW@cqFbaHeqMrmwpWpYqqa$#*{bY*f<40mN|X
J~XrX>4p|auPcV3u0+ub6;j@Y;0w67ziK%C<`(gE@NS4W@R#Ta&#_6X>4p|a!_G%VQpn}WpYvqVrgM>MrmwpWpWZn3I=6vXK8L_7!M!;C=N0vE@NS4W@
R#Ta&#_3Z*F#PY;|;LZ*EXwa$#*{bY*fbMQ&$lZe=<LL`6nHRZLV;24!w%X>Mf_6$%7lcxiJO5Fi041v&vSQUqamX>$@S3J+#)a${v*Ze(9+Z8BqTY#0
$B0VoJM1!iGvb7fKuW^Zz1Wlm&CZ8BqTY$7WP21RaXX>Mf_3knBBMMgnYOjHm65(x?gLqSGHMGyfJ2?_;6RYXos5CS4T3JpVYZ*Wjya$#*{bY*f96$%7
lcxiJO0U!Y=1v&vTQUqamX>$@53I=axW^-k97y=*zC=F5uZ)Rq5WppCB0}2g9VRT_oVRB(@Wprh75*7*ub8mHWV`UftAOR=|QU-Hxb#h~65*-
Q(VqtV+XkT+_dSw^{AOR>1QVC*VbYo~!X?kT69tsI^VQyq!b8BgE7zZE$C=EIRFj5F|VQyqoYiV#2J_-k7VPk7$Ze$n;AOR>2G8-
;qVP<A!GIVluE<|B;VNhXmVQpn}WpXY=LOKUbMOH;jL_$&rVqs%zWo~2=7YYS)V_|G%7y=*xC;~bGF;WF{V_|G%5*rE$ZDnC@UuJ1+Wf%h>0VoMl2yJC
yZboTrWfC3=31f0^a9?w2dSw^|AOR>1Isq_J2xD?@a8qe|WfC0<25o6_a&K}N1|R__2s#C3VQh0{QU+~la&m8S5;Y1FW^Zz1WnX1(V{c?-WM5-
%Y;STH2_OL|2s#C3VQh0{QW0iva${vhZewp`Wn@EdY;STB9SR6=a%E;^bYo~33LpU}4LSidQV4KzWoBh`V`vg73J!E(b8BB?Y+-
YAUv7167@(X1AOR>1Isq|K40K_0YeQ^db8}90Z6X^A0z^U*3knBJMOH;jL_!b%5(o+eOie^W5CI}(3J^qcZ*XsQbWmY(VQpn}WpWZI3Jqj(Z*XsQbYF5
|bZKuG0U!Y=0y+aQE;UjNWO8qCZ*_E1VRUJ45+@1^b7Ns_WnXl1VQFp{pqv390VoJM1axwBWl{=rV_|G%RB~ZyZX($M3KB$hZEbl(VRT_oVRB(@Wprh7
5<3bDWMOn+UuJ1+Y-
Ms70U!e?3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9LpVRT_eX>4p|auO;E1#@U&aAg<<AOk21G88UjVP<A!GIVluE<$W?VpC{gaAi^jb7*03WfB
ky18#L~7y=*zC=F5rZgp)E8VU$wXkl({Wo&a810Vw^4N?eWXkl({Wo&a2777MvWoc(<bQlC611Jqr254nzXJ~X16bc1*X=HS07zH2$C=F5tcWGpFXd?3
g3J^tXba!cUWl&*qVQpn}WpWZo3JGs;WpZJ3X>V>A0U!Y=4l*S!V_{}yWioVfbS_0~ba!cUWl&*qVQpn}WpXY>Y;<>Nb7fC(Is;QxO;QPOaAk5~bZKvH
5)=vrV{c_<W*7n>11JJg1!HezW@ZvD3J`O2VPb4$UvP47WM5};VPqHsAOR={Is|lbb!Acxb97;1Y-
Lb#Z)8VuVPp~}3JPOyWoBkyVr*|>7@(X1AOR={It6B7Y;$E&31e?%W@bWcZ(<@R3JFDQba!cUWlwMt2nqyHQcpw>01^iZ15;H^5CIYg3Ik0+SP%jtCkh
NjOjS@}a$#*{bY*f97YYSoY;b5{7y%#wC;~bGF;WF#Y;b5{BJBYR4n=KZWn@rca$#*{bY*f99SRC=b!}g7b#!obbQl330VoYp32t?5Pjz%~b#xLN3JGa
$aCLNFWNB>}0w4h>4N?ecZg6#UL}_gjAqoj%X<>6;bY*gF7y}>yC<r<PbaHiNQV3#cVRKYva%~bn3JrH<X=iA3UuJ1+Y-
Ms71Rwz@3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9R;Woc(<bVg}xY-Ms1I|>V8X<>6;W@&6}WpWq=AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVL>eVRJ@lY;0w6B3KFxMR;&fVRB(@Wprh75*7*sVqtS-7y%#wC;~bHEiqCAVqtS-
5*G>ub7Ns_Wf%e=0Vo1G0Wneqb7Ns_WfB((1#@U=W^@<>AOR=>Isq_J1#@U=W^^J*3J^wYVRUq5Zct%zVQpn}WpWY~3It(zX>%9>AOR=^Isq|K1Yvk-
a}pg22xV?$UtxG@a~J|30VoAJ0xdC82W4(#L3n9%B5Mi}NJK_8L}7GcP+@XmZDn+2auOB_26Jz9a${u}0U!Y=2~q}gZ*_8GWfC0<3Swb&V`yJ<X?kTC0
w4h>4N?hWVRU0?Q)zl-5+4c&b7*yDW^82`10Vq?2s#C3VQh0{QU`Nrb!KL4Wg;>P6G%ixHBWVPaCLN0VRB(@Wprh75*rE$W@&6?Uv6P-
Wf%b<0VoMl2xe()WlmvjWg=(_5=d!oXJt%pb8}E(a$#*{bY*f9Itm1CZ*pxI0U!Y=4l*JxV_{}yWioVfbS_9~Zf9joZ*y}{VRB(@Wprh7E>3T9Z8`!>F
;WC>Z*pxS777GTZ*pxC1_}a9F%SU~1_}a9G7thHqy!2QNo`?gWkg|gVNhXmVQpn}WpWZ03I=m;b#h~67y%#wC<#&qb8mHWV`UN`3JPLjbYo~=b7^{I7z
7{zC=EIRF;WR)VRU0?Q)zl-
5*`W(a$#;{Uvq0|a2N+50VoYR0WeYsa$#;{Q)_8(5+4c&b7*yDW^82`2p|C{2s#C3VQh0{QU`Nrb!KL4WfC9?3T|b0Uub1%XJ~X72_OL|4LSiZQVDKlc
SvPvXJ~X19tsI=Wp`h9X=HS07z!W(C=EIRFj5F^Wp`I;WOQf}9|{O*b6;a`Y;STH3m^d~2s#9Ga&=`=2WfLdZ)|UJ5*G>ub7Ns_Wf%e=0Vo1G0Wneqb7
Ns_WfB_-32kLzZeM0;Y-Jb&AOR=|QV4BjVQxlgY-JK23JGI!Z*X68X?kTC1t0+^4LSiZQV3&mZ*Ws-dSwzF3I=Uya&m8S7zQ8#C<r<QW?^h|Wl{!hX>x
LJauOj53vzF7bYEs~Y-D9}7z`i*C<!_MQVMc!Z*)d)Y-D9}5-AD}bYXLAUt?@xb8}yAb!`}+oB<#KC=EIRF;Wb4VRLIkY+-
YAPIYY(CkhI3WoL3_b8~5LZWy7Q0U!Y=2s#C3VQh0{QVMcqXL4n8b7^mG5+Vu;ZE0>_Xk}?<Xml8&oB<#KC=EIRFj5I^X>LemX=iA35+Di*ZE0>_cWGp
FXc(iM0U!Y=4LSiZQV4BnZdYk!bZ8<*3KdCiW^ZR<X>Lq!b8}E(a$#*{bY*f9777M)Z*_8GWf%b<0VoMl26Jz9a${u@6$%7lcxiJO0w4h>1v&vSQUqam
X>%fz0tyvLZf<3AP;zf%bz^i;VRB(@Wprh75*-
Q(Zgp*6Z*_EVb#xd3AOR>1QVDK#ZBKP{aCLMNAqoj%X<>6;bY*gF7y=*xC<r<PbaHiNQV3#cVRKYva%~bn3JrH<X=iA3UuJ1+Y-
Ms710Vq?3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9R;Woc(<bVg}xY-Ms1I|>V8X<>6;W@&6}WpWq<AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVL>eVRJ@lY;0w65)}#rVR&hC7zH2!C<QtJF;WC!cxiJIBMJ$0a$#<BaBp*E7zQ8#C<r<QW?^h|Wl{-
ra$#<BaBp*EB0LHXNp5g;bWmY(VQpn}WpWZK3I%g$VQ^&_0U!e?3o;ZgV_{}yWioVfbS^?{Z(>tuVQ^(q1#@U&aAhJ`3JgqdXHa2sVQpn}WpWZ03It+d
b7dF-AOR=>Isz>*QUqdQb7c}23I%gxVQgg>0w4h>0y+UPQU!BkVQgg*7YYS)XlZ727y}>yC;~bGFj56`XlZ72BJTnU3`|l^P+@XmZDn+2auOg43T$s<V
QgP>X?kTC0U!Y=4LSieQVDEtV_|GlX?kT67YYSoY;b5{7y=*xC;~bGF;WF#Y;b5{5*P{uVr6t;7y}>yC;~bJFfKPWQUqdUbYT)y3JY#;a&2F7WoKz`ZW
sh00VobKA}(WLW@cqFbaHeqOj1rzVRB(@Wprh7E>3T9ZBk`tX>V>i4?#mxPg7H0Lr6hRPDM;pQVMQwa&1y&XK8P45)TRiYZwI}0Vo1G0WnemYZ5;S24!
w%X>Mg01|R__4l*7tV_{}yWioVfbS_L%PEcWTVQpn}WpXY>Zf9w3WjY5$MMgnYOjJ?^Wo~C_Ze=1h3JOkda&1y&XK8P45)%p!K|@kcQ&V3<NI_0cMNCr
=01^@k4p&K3NJ&m#Lr6hRPDM-
*0U|3321RaXX>Mf_3knBBMMgnYOjHm65(x?gLqSGHMGyfJ2?_;6RYXos5CS5f0SXgMWo>VAc|>7!VNhXmVQpn}WpWZ73JPLjbYo~=b7^{I7y%#wC=F5x
VqtV+Xj5r=WfB?+2xDkrZf<34a~J|30VoYp2xDkrZf<34a}pK`254nzXJ~X710Vq?4N?YZWoc(<bP^N_1$Sv=bZ8g^AOR>1QU!NuWOQf}9|{U=VPa)$U
vp`CWf-8G0U!Y=4N?hgVPa)$Q)zl-
B8&kF3{6%}P+@XmZDn+2auPEN5^isDZDDL_dSzdBVRC6<ZewK_0U!Y=2s#9Ga&=`=5pHjCZDDL_dSzB&a%o|1V`UO93J+mpa&L2UUt?%tZf<34a~J|30
VoJM1!iGvb7fKvVPkS{b8|yzVQy|^Y;zJ93Ik<ua~K040Vo1G1u<nUFga2KWpHyMKnfC2VRB(@Wprh7P+@XmZDn+2auO;E1#@U&aAg<)AOR=~G88UjVP
<A!GIVluE<$W?VpC{gaAi^jb7*03Wg`9r3J_3lZ)|C9XHa2sVQpn}WpWZf3IuR(Z)_L=AOR>2GA1r#VP<A!GIVluE>Lf8Y-
w(1P+@XmZDn+2axPGBZ){CvbZBp6Is;8XSW*OVZ*Oc86AA-xVPqHtAOR>1Isq_J18`wv5*7*taA9O$Xc!3~0VoYR0WeYoaA9Of5*7*taA9O$cNhvF0Vo
YR0WeYoaA9Ou5+4c+Yh`k7Wo%z_X?kTC0w4h>4N?kgWpZw1Y*T4^WfB<*2y10>Ze?s=Xcz?`0VoYp2Ww?=Ze?sp5*Z2zYh`k7Wo%z}7zQ8#C=F5vYh`k
7Wo%ax843n-
baH8AWf%h>0VoYR0Wnerb98cPWMvW=3J7y_a%p5`UuYNyAOR>1QU`N%a%p5`ND>(e2y=9DX=G(zcNhpD0VoYp2Xl0CX=G(r5<?0GWo~C_Ze<t?AOR>2G
9oTxVP<A!GIVluE>Lf8Y-
w(1P+@XmZDn+2axO(~XK8L_ItN5WMnP3fR8j_IZf9w3WfCk34rgp{Vqt7waBpvHX>Mm23?Kn02s#C3VQh0{QVnNpZ(?C=P;YN+X>Ml{N(u^cZ*^{DUu|
z>Wf%=00VobKB`#xOW@cqFbaHeqP;YN+X>MmwVRB(@Wprh7E>drGZe&ewWMw)8Lq$nUQVDWzb#7!$Z)9a6E(!`zZ*Oc(Wprq7WD*Ao15H6#5C9Sf3Ijn
_MGyfJ4hjlWR8K=lK~q#oLl6QYD+&fhZf9w3WfBVt2Si0iK~+pt5C9Sh3I#(!Mn**t0TKxc1w&OtPEHU4A|MJ0Qg3x`WKC~mWfBMq1VcqhOb`GP2?_;9
Oixcz5CI}v3Jy?jcV%)=VRB(@Wprh75*G>uaBp{Iau@+10Vo1G0WneqaBp{IauOE`1#@FzY-Jb%AOR=>Isq|K1#@FzY-JJ`3I%g$X=Zd710Vq?0y+UOQ
U!BpX=ZdHkpT)1P<eD{Z*EXwa$#*{bY*f9777M!Z)A0BWf%b<0VoMl25oO-b!=r46bc1wVR>b87y=*xC<#&pY+-
q2auOX132<R@VQpV?baEI2AOR=|Isj4#aA9&`ZBuk|5-|!9b7*05WnXD-UvOb^VQg$=Y#0O}0VoJM1!iGvb7fKwb7*05Wl3&OVRB(?Y-
MaBh5`x_Qe|Uxa&l#EbWmY(VQpn}WpWZA3JPv@ZC`J7bZ~Wa7y%#wC=EIRFj5I_b!|^|bZ~Wa5<dzJcV%g3Xmnp@X>4p|au@<20VoSH8ZKjDW@cqFbaH
eqMrmwpWpYqqa$#*{bY*f<40mN|XJ~XrX>4p|auPcV3u0+ub6;j@Y;0w67y}>yC<`(gE@NS4W@R#Ta&#_6X>4p|a!_G%VQpn}WpYvqVrgM>MrmwpWpWZ
E3JPRpVs&R<X>Mk37z7{zC<r<QW?^h|Wl{-bWny(_Np5Cu5-JJ}Wq5FJb7fy>X=G$&ZWsk10VoJM1!iGvb7fKtWq5FJb7e?rWMpM-BFO;?5>jPkbz^jC
Z*EXwa$#*{bY*f9ObQ8aaAk5~bZKvH7y%#wC=N0yE@NS4W@R#Ta&#_IWn^_@bZKvHP+@XmZDn+2axPM3WOZY7X>V>%a5@81RZUU}Z*XODVRUJ4ZW0v=1
Yvk-a~J|30VoAJ0WeYoVR&hC5*G>uV{c_<W*7q?0Vo1G0WneqV{c_<W+F8T3sPldbz^jCZ*EU;5(f$cQ&mk60TKub1VK|(O%MVS2?_;MRZUY-
5Cakj3It6>K~4|^BB%ih4N_%HRZwAaVQpn}WpWZI3Jz{%XJK?{c4c34Y;SO77y%#wC;~bGFj5U}WoKb@X?A5(Y;SO75<m(DWo~C_Ze<t(AOR>2G9NBuV
P<A!GIVluE>dMoRZwAaVQpn}WpXY>Zf9w3WjY5$MMgnYOjJ?^Wo~C_Ze=1X3I;`PXK8L_5(^3kL`6nHRZLV601^ob1w%nbMnw<-
5(x?gLsdjhP7nejbP5nsWpij@aAi<oa$#*{bY*f9DhdU2Xkl<=7y%#wC<`(aE@NS4W@R#Ta&#_2Y;R&yXkl<=QU!BpVQ^&<6$%7lcxiJO0w4h>1v&vRQ
UqamX>$@C3J7j>ZC_z{Wpfw<AOR=^Isz>*QU`8zZ9#Ztb0XRS3Jz0aVQghkVRB(@Wprh75)}#rVR&hC7y%#wC<QtJF;WC!cxiJI90~|-
b!}f^cx7`K0w4h>1v&vSQU`8zZ9#Zta}qKN24-n&Y-
Ms710Vq?3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#99nX>4p|auOm631Vqsb6<32a%~s{AOR={It6B7Y;$E&2x4hrb5vz=Z4x^Q3u0+ub6;j@Y;0
w67zH2!C<`(gE@NS4W@R#Ta&#_6X>4p|a!_G%VQpn}WpYvqVrgM>MrmwpWpW~f0SXXPX=iP3X=G4ga$#*{bY*f9Lkb3EZf9w3Wf%b<0VobKA}(WLW@cq
FbaHeqQ)y>yZ)s#uVRB(@Wprh7E=6u<X>MgY2Si0iK~+ptQU+yiXK8L_A}b08MQ&$lZe<b+3I{|*MnP3fR1g3X2?_;6K}JSJ5CIYi3I#(|L{3f+0wQP%
4pVGtV`Wfba$#*{bY*f96$%7lcxiJO10Vq?1v&vSQUqamX>$@E3JY^=X=7zyaBpdDbQl6411Jqr3Uh2}V`WfpX>N299tsI_Y-wX<Uu0=*7y%#wC=EIRF
;WO~Y-
wX<L}_gzn*j<CQ*UN;ZDDv&VRB(@Wprh75<?0GWo~C_Ze<t&AOR>2G9oTxVP<A!GIVluE>mx2bZudHP+@XmZDn+2axO(~XK8L_ItN5WMnP3fR8j_IZf9
w3WfBz%1Yvk-
a~J|30VoAJ0WnepVR&hCA}b08MQ&$lZe<b+3I{|*MnP3fR1g3X2?_;6K}JSJ5CIYi3I#(|L{3f+0wO004pVn&b7)Xua$#*{bY*f96$%7mWprT}0U!Y=0
y+UPQUqdUbYUWX3Jp|YZb(pJa$#*{bY*f9KnezBZf9w3Wf%b<0VobKA1-
5IW@cqFbaHeqRAFvNP+@XmZDn+2axO(~XK8L_ItN5WMnP3fR8j_IZf9w3Wg;sI21RaXX>Mf_3knBBMMgnYOjHm65(x?gLqSGHMGyfJ2?_;6RYXos5CS4
R3Jp|gY-Lbka$#*{bY*f96$%7lcxiJO0U!Y=1v&vSQUqamX>$@33I%j&Y-
Mv80w4h>1yTicX>4V4A~gyURA_Q#b7*gDWKdypVQpn}WpWZ93JG**a%FR9Z){{30U!Y=0y+UOQVDcua%FR9Z){{D%mWG&S7~l!Z+AptbYW0oa$#*{bY*
f9777M)Z*_8GWf%b<0VoMl26Jz9a${u@7YYS)V_|G%7y=*xC;~bGF;WF{V_|G%5*rE$ZDnC@UuJ1+Wf%h>0VoMl2yJCyZboTrWfC0<3Swb&V`yJ<X?kT
C1Rwz@4N?hWVRU0?Q)zl-5*`W(V{&hBUvp`CWf%n@0VoYR0WeYsV{&hBQ)zl-5*-
Q#ZE13HZ*mw0AOR={It6B7Y;$E&25o6_a&K}HCJGE@XJ2$^a%FR9Z){{32Ot3`0y+aQE;UjMW@l7ra%FR9Z){`|CJGE<XJ2$^a%FR9Z){{32p|C{0y+a
QE;UjMVrNuna%FR9Z){`|B?=2>XJ2M=VPkY@Z*CX~AOR=>Is`B-
GBr{PW@konVPkY@Z*CGI3JYUzZggdMbYE~`WEct{0VoYR0WeYuV{dMBWq5Q@VPp~^3JGI!Z*X62Z)9Z{3m^d~2|5IKVRCR%2xD?@a7}MyWfCX~3}azqX
k}k%ZDD6+a~KRD0VoJM1!iGvb7fKsV_{=xWl3#eXJvB|Aqop}Z*O#8W^Zg{WpWq|AOR=|Isj4%a&K>RMsI9nWpW~r0tyUMP*6}|a$#*{bY*f9B?=C3d2
(TGX=Gn$Woc(<bQl330VoYp4RCpKVQpz-NM&hfXmk=g3IuR(Z)_L>AOR>2G9oTxVP<A!GIVluE>loYP+@XmZDn+2axPGBZ){CvbZBp6Is;8XSW*OVZ*O
c8KMDqAZf9w3Wf%q^0VobK9xh{HW@cqFbaHeqQ&3P)VRB(@Wprh7E=6u<X>MgY2Si0iK~+ptQU+yiXK8L_A}$IFP;YN+O=WawZ)6e&3Ik0+SP%db2MPm
0Rz(m25)KLqQ&dkwNI_FnNkb3<A}b08MQ&$lZe<b+3I{|*MnP3fR1g3X2?_;6K}JSJ5CIYi3I#(|L{3f+0wS;)3J_K?OksIta!_G%VQpn}WpWZ03I<|t
baZcR7y=*zC<#&qVsCVGZ*39~3IlX+a2Nw111Jen19We25)ujoZeeX@7z7{zC<#&oZeeX@5-
|z~X>Ma|b!252ARq%M3o;ijV_{}yWioVfbS_S1bW?O;bY)U?Y-
LghX>Ma|b!24{F$xD|cw=mJWMvp3AOk21G8ZmmVP<A!GIVluE>2~1Q*>c;Wm0u)Wl{%acw=mJWMvXL3Iud{aAg<;AOR>2G9@l!VP<A!GIVluE><y2VR>
b8P+@XmZDn+2axP3^d1Z1`d2nS?1ax_DWfCe11!8P(VsjV<AOk21G88UjVP<A!GIVluE<$W?Vo-
8#bZ=4xVr*|>a}pH_1#n?<VQm=c2Ot9|2~q`cVRB(@5>W~dVr*|>Uvp?-a%Ep_Z)9Z{>IWbLC=N0xE@NS4W@R#Ta&#_MF-
&23WpYqqa$#*{bY*fbL}_h9Xk}w-O>bmnQVn8kZ(>tuVRB_nZ)9Z>843tuY;R(7Uu<$12Ot9|0#XNJY;R(7OmY$-
3JiB;X=iA3Uu0!tVR;w`AOk1@QVVxwX=iA3L}g=Pc@iHA3v6$5b6<C5X=iA37$YD9C<0OnY;SXOS7m8uXmk=o3JzgoV|8+2V|ib2VRB(@7#kn~C<`(iE
@NS4W@R#Ta&#_1V`Fu4VPknvVRB(@Wprh7QVn5aV|8+2V|h?va$#)}JqiqAa%XK}cwcZ~a$#*47a##B3o;rmV_{}yWioVfbS^=1XH8*vP+@XmZDn+2a#
9Ona%XK}cu-+-VQmsU3Jha!Zew9|UvOb^VQm-
*AOR=~G8!&pVP<A!GIVluE<<l_V_|eqVRB(@Wprh7QVU~mZew9|P+@XmZ4y}u7GrO2baG*HbZK^FUu<u4b6;>_a$#*4C?EkS3o;`vV_{}yWioVfbS^`0
Zgg^Cb98BTWlV2#b5LP&VQpn}WpYv!V{dMBa$$3HX?A5yZ*y}{VRB(@5=;saV{dMDZ)|mRX>V>{aA9&`Z5Rq50VoSHA1-
5IW@cqFbaHeqLvL<&Z)|mRX>V>&VRB(@Wprh7QV?TrZgy{Mb#!TOZct%zVQmsO3JPRlbYWj`VRB(@7z-
c)C<`(eE@NS4W@R#Ta&#_4VRT_oVRB(@Wprh7QVC>XbYW0oa$#)}Kne|Ha&K^Nb#z~FVRB(@7z`i*C<`(hE@NS4W@R#Ta&#_4a&K^Nb#zc+a$#*{bY*f
<3}kX|aBp>VP+@XmZ4yTc5M*_2ZFyg0VRT_%aA9&`Z5SFL0VoSH9WG;GW@cqFbaHeqM0IU#c|>7!VNhXmVQpn}WpYvuWOZ$Ac|>7!VNhXmVQmsX3Jqm!
ba!cUWnXY%a$#*47$5;C3o;unV_{}yWioVfbS_0~ba!cUWl&*qVQpn}WpYvsWo&eJX>(;zVRB(@5;O`4Wq5F3aA9&`Z5Sya0VoSH7cOIAW@cqFbaHeqM
R;&fVRB(@Wprh7QV3;ua8O}#VQmsb3J+*xW;I`AVRT_%aA9&`Z5Rz80VoSH94=#FW@cqFbaHeqNJK_8L}7GcP+@XmZDn+2a#9UwWM(x)VRT_oVRB(@5=
sgYXk=zJUvG7EaCLNFaA9&`Z5R$90VoSH9xh{HW@cqFbaHeqNJK_8Pjz%~b#zc+a$#*{bY*f<4`^g&HBWVPaCLN0VRB(@5=ROUXlZU|WnXM>b8}yCVRB
(@7#$!1C<`(jE@NS4W@R#Ta&#_8X>Mm_OmA~@P+@XmZDn+2a#9XxX>Mm_OmA~@P+@XmZ4yTc5NT~;XJubxVRT_%aA9&`Z5R(A0VoSH9WG;GW@cqFbaHe
qNo`?gWkg|gVNhXmVQpn}WpYvuX>DO=Wkg|gVNhXmVQmsn3KMB=W^ZR<X>MO^Z*y~BaA9&`Z5R+B0VoSHATDEJW@cqFbaHeqNp5CuXJKh>OmA~@P+@Xm
ZDn+2a#9g#Zf0+1VQFqmZ*y}{VRB(@5>N^gX>M+1a$j(AZ)A02bYE~`a$#*45g-953o;-
sV_{}yWioVfbS_D5Ze?;%a&KgHV{}kqa$#*{bY*f<5ovC2WpYq*Z)A02bWmY(VQmsL3JGj-ZeMU=a$#*45+DI63o;ijV_{}yWioVfbS_L%PEcWTVQpn}
WpYvoY;tZ;VRB(@5=sgYZDnn5a(Q25VRT_%aA9&`Z5S3H0VoSH9xh{HW@cqFbaHeqO=WFwa(P5ybYW0oa$#*{bY*f<4{c>_Z*qA=VRT_oVRB(@5;O`4Z
FX*7aA9&`Z5SdT0VoSH7cOIAW@cqFbaHeqO;%1&VRB(@Wprh7QV4B!Zct%zVQmsX3Jq{?Z)|C9XJ2q(a$#*46CeR73o;unV_{}yWioVfbS_YDZ)|C9XH
a2sVQpn}WpYvsaBpvHX>MmwVRB(@5;_VCaBp{Ia$j&^a$#*46(9j93o;olV_{}yWioVfbS_YDcV%)=VRB(@Wprh7QVMWycV%)=VRB(@5;qD8a%F6FUvO
b^VQm;5AOR=~G8isnVP<A!GIVluE>dMoRZwAaVQpn}WpYvpa%F6FP+@XmZ4y8V4RdK{ZEtC0UvOb^VQm;DAOR=~G8-
;qVP<A!GIVluE>me|ZEtC0P+@XmZDn+2a#9R)X=iP3X=G4ga$#)}Kne|WZ)S9DVR&C~VRB(@7$+bBC<`(hE@NS4W@R#Ta&#_JZ)S9DVR%qsa$#*{bY*f
<40CU0bZudHP+@XmZ4x>P3v+B~V`X1(VRB(@7#|=3C<`(fE@NS4W@R#Ta&#_JY-wX<P+@XmZDn+2a#9L&Y-
wX<P+@XmZ4x&M3Upy^XkTz)a$#*4B_IJP3o;lkV_{}yWioVfbS_k3Zb(pJa$#*{bY*f<33Op@Xi#BtVQmsd3J-
K>a%FR9Z){{=aA9&`Z5SCK0VoSH9WG;GW@cqFbaHeqRA_Q#b7*gDWKdypVQpn}WpYvubZByAb7*gDWKdypVQmsh3K4f{Ze(wFUu0o)VP9}za$#*46d(a
83o;%qV_{}yWioVfbS_tEZe(wFL}7GcP+@XmZDn+2a#9a>X>Me1cSK=yVNhXmVQmsi3J-
L0VQzC~Z*py4aA9&`Z5SjV0VoSHA}(WLW@cqFbaHeqRB~Z%b7pUHZDDk2Z*EXwa$#*{bY*f<4s>#1ZgXaDa&1sya$#)}Hwp@DZ*y~BaA9&`Z5S#b0VoS
H7%pRBW@cqFbaHeqOmA~@P+@XmZDn+2a#9IwZ*y}{VRB(@5-|z|Y+-
q2au@+10VoSH8!lsEW@cqFbaHeqRxnIqd1Z1?VRB(@Wprh7QUz>bd1Z1E9SR9%Z*ps2ba`-
P7@(X1AOR=|QV3>ma%)t1aAguX3JPp<bZuX7VRB(@7@?d2AOR=~G8isnVP<A!GIVluE=*HYO;BNSVQpn}WpYvpY;$yNP+@XmZ4yEX4RU36WpZ<6UvOb^
VQm<qoB<#KC<`(hE@NS4W@R#Ta&#_IWp-
t9b7fFra$#*{bY*f<402_5WpZ<6P+@XmZ6eqN3JFYMd1Z1`d2nSC2nqyFPfkS;01^xe2th+bRZ>AiSr7pd2nqy3PE1S?0ul-
e218FyLqSv!0}>Ak3qwy%R!>Y-R7p=x5Cjqk3Is$!R6!605(^3kL{d*sPgPV91`-
kq4n<W%Oi4sVK~7&xPg7G62NDYk2S!XmR8&Py5C{?t3JFL=Mm1kVK~zBy2@($q3rIvpHD6CvR8Un^5DF3s3I<6{GDA;H5DO9x3JOV0K}SVjL_t(R5DXF
#3Jpn4Mo&jUNlsr(Pg7G64H6Lw4M|Q;MN(f-QcpxxLsSqB5(f$cOj1q|4-y>;8BJA8R7p-xO-VsaUrbL&NmEowLtji!Q&SKS5(^3kP)|=xNlr%)5fTUr
1X4vzRS*&q3knBQNk>gjNkkA65(^3kQ%^=zO+i=?6cP{$3{y`=R82uxUrbL^QxFvr2?_;MP)tcw5Ec>$3ItR^PDl_J5)TRsS4mDpPgh?=K~zBy7!nH#2
SrR&S4mSv5E&8)3I$M4S4C0~8WJ7~8dFI}O;1TgUqez)Q&V3>PE=A)P+4D0Pg7G68xjr*3P?##M@3&uPg7G691;%-
3r$5$Pf}T5L_t(R5FHW<3I;(^M@>Ok5FQc@3JFw5QbkipPfSD*9}*4<3Pe>+O<7+=K~zByAQA}*1yf8(Lq!lF5(f$cO;%12A`%J;20=noRzXY<BN7V=2
UAH*MNUIS5F`>53J^n2PE=AsQ&dS-MPE!$Q&SKn5(f$cMOaV}CK3?}4MaslPfk`(OjT4#PfidgA}R_DL}_h9Xk}w-
O>bmn5()|iQ&dt(LsSp|5)KLqP(@NrNmElvRz(m2BA5#b5LPfuVR>b8P+@XmZDn+2auN~>1a4t%Wf%b<0VoMl1a4t%WfBq!1ax_DWf%e=0VoMl1ax_DW
fC0<3T}06UvG7EaCLMT10Vq?4N?hib!|^|bZ~Wa5+Di)VrgM>bY*gF7z7{zC<r<PbaHiNQV3#cVRLk4a%~bn3JrH<X=iA3UuJ1+Y-
Ms71t0+^3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9R;Woc(<bVg}xY-Ms1I|>V8X<>6;W@&6}WpWq>AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVL>eVRJ@lY;0w65)%poaA9N^2Ot3`4LSiZQUh>dWD*_<3TtI@Ze?t9X?kTC2p|C{4N?kgWpZw1Y;$RPWfB((1!r<^b#NF7AOR>1Isq
|K1!r<^b#M|H3I=m@a%p5`7z!W(C=EIRF;WI|baH8AWfDIM1aNO}Y#0k50VobKCN5)PW@cqFbaHeqRxnIqd1Z1?VRB(@Wprh7E>Lf8Y)xf!Xm4aX15H6
#QUq{sZ)_4M3Jqj(Z*XsQbYF5|bZKuG3?Kn00y+aQE;UjNWO8qCZ*_E1VRUJ45+Di+Y;R*>Y+rL}dSw_5AOR>1Isr9O32bj;VQf=rdSwz93I$<oaA;u|
4j=(20y+UPQUzgbaA;u?7zzYpWprT}4<G?30y+dRE;lt&1Y%`$VG<7t0c#i*AOR=>Isq|K0c#Q#3I=m;b#h~67!V)<C<#&qb8mHWV`UN-
3I%gxVQgg>5g-
950y+UPQU!BkVQgg*8VU$)Wnpe+X>4T}5+DI62~r4cWnpe+X>4T@9100yVRU0?b7^{I7!x1?C=F5xVqtV+Xme?LWfC0<2xD?@aC2#TWf&A70VoYR0WeY
sV{&hBb7^{I5*-
Q#ZE13HZ*mwFAOR={It6B7Y;$E&25o6_a&K}HDhdT+Y;R(77&0IOC<`(aE@NS4W@R#Ta&#_2Y;R&va&L5RQUzjcZ(?&2843tuY;R(7Uu<$1Gav&f0#XN
JY;R(7OmY$-
3JiB;X=iA3Uu0!tVR;xdAOk1@QVVxwX=iA3L}g=Pc@iE9336d>WM6Y@X>b@dAOR>1Isq_J2y$U=WK(Nta1t#F5M*U^UuI`tbZByAb7*gDWEeIe0Vo1G1
28T%QVwKgbVg@XXmVw9Xm4y}5-
kc4WMy<;VrO4;XmVw9Xm4y}7&jmRC;~bIFfKJx4rFC?LT6NHa%FR9Z){`|ED8@~WprO=XJ2M=VPkY@Z*CYkAOR=>Is`B-
GBr{SWMy<lXGU^iV{~b6ZW1X94`gL@Ut@1>bY*ySUvOb$7&;&UC=EIRFj5U<WpqPtZggdMbWmYr5-
17{WMy<;V{&hBUu|z>Wf(gk0VoMN1b1O_a8e6oWpqPwZ*Wa-WMvW>3I}dwcVBLGZ5TWt0VoAJ0WeYqZe@2)b!`$P3Jh*#cVA;@VQy|^Y;zbrAOR=^Isq
_J3vOk1Lug@cZe?t95+Di+Ze@30Xk}?<Xml7pAOR=^Isq_J32tR~NM&hfXmk=D3JGpycVBmDWOQg4KOg}p1v&vRQV4EkcUNg-bZ8PR3J!B<b!KL4WnXD
+VP|D?7(gHaC<r<QW?^h|Wl{}uXmw_0Y-
LGpVP|D?5+Di+V{dL_VRT<)X>AxmAOR>1Isq|K31e?=V_|eeX>Afq3K3{zW;I`Lb#!obbYE~`a$#*4=?5SIC<`(kE@NS4W@R#Ta&#_8L`F4Fb#!obbWm
Y(VQpn}WpYvvXk=zJPjz%~b#zc+a$#*EE(!`zZ*Oc(Wprq7WD*Ao15H6#5C9Sf3Ijn_MGyfJ4hjlWR8K=lK~q#oLl6QYataPmQe{k4P+@XmZDn+2auPB
M24-n&Y-Ms70U!Y=3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#99nX>4p|auO^G4r6FxZf<34Uvp?-
a%E%~0w4h>2s#C3VQh0{QVnBhVQy|^Y*T1qa%E&9fC35)OjA@%P+@XmZDn+2auOX13T}06UvG7EaCLMT0U!Y=4N?hib!|^|bZ~Wa5-
<u9V{B<~aA|I5Uvy}4Wpik6Y-AV$AOR=>Isq_J5o2s=aByjEXH;l%Wpik6Y-AEY3JrH<X=iA3UuJ1+Y-
Ms710Vq?3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9R;Woc(<bVg}xY-Ms1I|>V8X<>6;W@&6}WpWq<AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVL>eVRJ@lY;0w65+Di+VqtV+XkT+_dSw^|AOR>1Isq|K31VS%V`x)pdSxQm1_~2IWo~n2LTqniYfxcwVQpn}WpWZI3Jq>`ZB%k$ZgX
jLX>V>A0U!Y=1v&yWFj5U}b!}8~VQzD2bZKvH5+n)>X>MtBLug@cZe?s30w4h>1v&yTHc|^|ZfSHwXkl({Wo!~63JPa(Z+CQPQekvu7y}>yC<QtKF)~s
LXL4_MbZAmxbY&723I%XsWM60)1Rwz@1v&vSQUq{eWJnSg3I%XsWM6j}1t0+^1v&vSQUq{eWLFY03KL^*ZgyXGWpZ?BV_|GlbaH8AWf%q^0VoAJ0Wne%
V{dMDR%LQ@X=7n*Q*?4^WMvXI3Ke5-ZgyX2Z*pmRWo~p~Y*Tb{X=G&>2Ot3`1v&vSQWRrvZgxm-
a%p;HZggR6Q*?4^WMvW@3J7LtY;<LEUq~1TAOR=^Isr3M2WDw(bY*f#5*!K$W@&76WpZCv7zrQ&C<QtJGg1d;X>4?5a#s>R3JpeSY;<LEUq)$cY-
Ms73LpU}3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9RNX>4?5az<%vY-Ms1L<$f>PG3`FVQgh`Uq)$cY-
Ms73m^d~3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9XLPE%uHY-MsrX>4p|auPra4nj^}LTO=hUq)$cY-
Ms73?Kn03o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9RJPC{v6b4F=wY-Ms1843nxaCJ#!co+{L0VoAJ0WeYqXK-
~%WOx!L3JY~}WnW}+Z*XsQbQlmI0VoJM1!iGvb7fKrb#rAza&K^Nb#xLa3Jzp)Z*XsQbYEd@Z*^{T7!e==C;~bGFj5U<a&K^Nb#y^(Z*^{T5*!K!b#rB
3LPHo5AOR={It6B7Y;$E&1$A>}LPHWh3K&8|Uv+GBa$#R{aA9L*Uu9-
yX=7<+ZgdzEAOR={It6B7Y;$E&6+%N*Y;<yAQ*dEpWkqIYX=7<+ZgdhP3JiB|a%*#NVPj=qO+pwHAOR=^IsrIR3wLjFYjbd6V`WW35<3bPZEtpIZf9R%
c4cy5XJubza$#e1X>V>A6(9j90y+aQE-_LSZEtpIZf8MuWpZI>WkzygV{~b6ZX#_86GK!(L}g=dWMy(tVRB(@Wprh75+Vu<Vr*e<YhP(@WMz050U!Y=1
v&vRQVL>hVQy<lZe(S65;6)BV{~I*ZDn$2WnXe-aAje1Wn>rvAOR={Is|lbb!AczV{~IpWpZa_Qe|*uVRU6=BK!gh5JOZ$OmA~@P+@XmZDn+2auOs83~
zOGaCLNFWMyn&c^Cm80VoAJ0WeYvZ*_EVb#z2!Y+-p4A_@y)Y+-
I|UukY+Wq23@AOR=^Isq_J3Sw+wZfi+yWMy~~M+zKpa%FIGZ)0V1b6;a`Y;0k0b7fz0WpHI-
bY)~110Vq?2s#C3VQh0{QW|h_WpHwDV`X!5LvL(sVQ_P0Qe|*uVRU6=5;6)BV{~I*ZDn$2WnXe-aAje1Wn>rxAOR={Is|lbb!AczV{~IpWpZa_Qe|*uV
RU6=5-
$o8Y;SXOUt?ixV|8p{bZKvHUvwA+AOR=^Isq_J5NvOAb3<WlV|8p{bZKvHR1zo(4Pk6>XklVybYF96dSw`(oB<#KC=EIRFj5R*Y;b5{Vr6twX?kT6APN
a|X>Da+b97~J7@?d2AOR>1Isq_J2y|&}Wm9xza1ta63u0_xZfjp`VPa)$7^0j3AOR=^Isq_J3Sw+wZfi_oVr6V1$pH!vNp5sya&S;#a$#*{bY*f9843n
yWoc(<bQl330VoAJ0WeYqXk}?<Xmk=63I%s*WOQg40w4h>1v&vRQU!NuWOQf}A_@z7Z*Og1W?^G=Z*mv|AOR=^Isq|K3VLsEZAM{ZbZ>GJCJGI6XmV+8
YhPwzV{~tF7z7{zC<QtJF;Wb3XmV+8Yer#XbZ>GJ8VUz+VPs!oWoH-
#AOR=^Isq_J25@0yLS<(X8VUz+VPs!rZe$n+AOR=^Isq_J25@0yMQ&swDGCr$Wp-
t9b7fFra$#*{bY*f96$%7lcxiJO0U!Y=1v&vRQUqamX>%e(3KUXhc4cyNWmIWxWl&*qVQpn}WpWZM3Jzm$aCu*HWo=<;ZfS037y%#wC<r<QW?^h|Wl{}
eZ*X~1Wo=<;ZfS03A|?tFRB~Z%b8v5SWl&*qVQpn}WpWY_3Ik+mZ5RO{11JSj17vA!B4P?2LvL<$X>N64bZKvHNp56mV_|e}a!_G%VQpn}WpWZ83JG*+
ZDn6`bY*ZD0U!Y=4LSiZQV4WuZDmt*WpEN83JPLjbYo~=b7^{I7y=*xC=EIRFj5I(VRU0?Q)zl-A}9(FP-Sv$b#!G=VRB(@Wprh75)=vrZ*pX1au@+11
1Jqr1#fa>WpW}!3LZ>hVr6V|WpQ<7ZewLZV`Fu4VPknvVRB(@Wprh75+Vu<Vr*e<YhP?(Vr6U?0U!Y=1v&vRQVL>hVQy<oVPa)$B6$iEQcp=xZ*OdAZf
8(oa$#*{bY*f990~|<Z*Od6WM60)0U!Y=4LSiZQU`EvZ){~`ND>?h2ykz2Y-
MC$cNhX70VoYR0WeYraBpvHWn@<pCJGI6aA9<5VQgP>V_|G%7y}>yC;~bGF;Wb3aA9<5VQf=lVQgh0FbWk@ZEtUMXiPCoZ*y}{VRB(@Wprh75*G>ub7^
O7VHg1*0Vo1G0Wneqb7^O7VIsf*3JgP3Lr`IIVQpn}WpWZB3JG**a%FR9Z){{30U!Y=0y+aQE;mvMbZByAb7*gDWD-
jX3uI+uZ)9a(ba`-P7y=*xC=N0oE@NS4W@R#Ta&#_3R6|f<a$#*{bY*fbL}g=dWMy(X31Ve)bYE~`bZAlvWMyM-WMx!&aAhJu3I{}GV{c?-
auN*+31Ve)bYE~`bZ8I&5)%p!Vr6r5UvOb`XkT<_a%FQ60TK}k4RCU0W@&g|b7f(2V`vZpB8&nG3qnp%VRB(@Wprh75<LnGb7Ns_WnX4#Y;0w67y%#wC
<`(gE@NS4W@R#Ta&#_6X>4p|a!_G%VQpn}WpYvrb7Ns_WkzXiY-Ms1JqiqSXlZ72UuJ1+Y-
Ms70w4h>3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9O(XlZ72MrmwpWpWZ83I}#!a$jX|a~K040Vo1G1u<nUF)&gFc42ZwaB~tY3Jz^=c4=;BUtx
A-
a$#p>7z7{zC<r<QW?^h|Wl{}oZ+2;JXF+yla$#p>5*i8xWMyMvc^CyC0Vo1G1TZczHBtp+Wn*D^5)}#rVR&hC7zQ8#C;~bGF;WC!cxiJg90~<cXkl|@5
(x?gR8m1nP7nYR2nqyLMN?D|0R
""".replace("\n", "")
)
_pool = descriptor_pool.DescriptorPool()
DESCRIPTOR = _pool.AddSerializedFile(_SCHEMA)
Phase = EnumTypeWrapper(_pool.FindEnumTypeByName("caffe2trt.Phase"))
TRAIN = Phase.Value("TRAIN")
TEST = Phase.Value("TEST")
BlobShape = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.BlobShape"))
BlobProto = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.BlobProto"))
BlobProtoVector = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.BlobProtoVector"))
Datum = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.Datum"))
FillerParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.FillerParameter"))
NetParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.NetParameter"))
SolverParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SolverParameter"))
SolverState = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SolverState"))
NetState = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.NetState"))
NetStateRule = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.NetStateRule"))
ParamSpec = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ParamSpec"))
LayerParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.LayerParameter"))
TransformationParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.TransformationParameter"))
LossParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.LossParameter"))
AccuracyParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.AccuracyParameter"))
ArgMaxParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ArgMaxParameter"))
ClipParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ClipParameter"))
ConcatParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ConcatParameter"))
BatchNormParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.BatchNormParameter"))
BiasParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.BiasParameter"))
ContrastiveLossParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ContrastiveLossParameter"))
ConvolutionParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ConvolutionParameter"))
CropParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.CropParameter"))
DataParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.DataParameter"))
DropoutParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.DropoutParameter"))
DummyDataParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.DummyDataParameter"))
EltwiseParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.EltwiseParameter"))
ELUParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ELUParameter"))
EmbedParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.EmbedParameter"))
ExpParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ExpParameter"))
FlattenParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.FlattenParameter"))
HDF5DataParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.HDF5DataParameter"))
HDF5OutputParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.HDF5OutputParameter"))
HingeLossParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.HingeLossParameter"))
ImageDataParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ImageDataParameter"))
InfogainLossParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.InfogainLossParameter"))
InnerProductParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.InnerProductParameter"))
InputParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.InputParameter"))
LogParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.LogParameter"))
LRNParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.LRNParameter"))
MemoryDataParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.MemoryDataParameter"))
MVNParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.MVNParameter"))
ParameterParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ParameterParameter"))
PoolingParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.PoolingParameter"))
PowerParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.PowerParameter"))
PythonParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.PythonParameter"))
RecurrentParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.RecurrentParameter"))
ReductionParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ReductionParameter"))
ReLUParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ReLUParameter"))
ReshapeParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ReshapeParameter"))
ScaleParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ScaleParameter"))
SigmoidParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SigmoidParameter"))
SliceParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SliceParameter"))
SoftmaxParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SoftmaxParameter"))
SwishParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SwishParameter"))
TanHParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.TanHParameter"))
TileParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.TileParameter"))
ThresholdParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ThresholdParameter"))
WindowDataParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.WindowDataParameter"))
SPPParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SPPParameter"))
V1LayerParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.V1LayerParameter"))
V0LayerParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.V0LayerParameter"))
PReLUParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.PReLUParameter"))
LSTMParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.LSTMParameter"))
DenseBlockParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.DenseBlockParameter"))
CTCDecoderParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.CTCDecoderParameter"))
CTCLossParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.CTCLossParameter"))
InterpParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.InterpParameter"))
ReverseParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ReverseParameter"))
ReverseTimeParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ReverseTimeParameter"))
TransposeParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.TransposeParameter"))
ContinuationIndicatorParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ContinuationIndicatorParameter"))
PermuteParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.PermuteParameter"))
LabelsequenceAccuracyParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.LabelsequenceAccuracyParameter"))
ROIPoolingParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ROIPoolingParameter"))
SmoothL1LossParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SmoothL1LossParameter"))
CTCParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.CTCParameter"))
BNParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.BNParameter"))
