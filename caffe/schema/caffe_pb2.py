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
O>bmn5()|iQ&dt(LsSp|5)KLqP(@NrNmElvRz(m2BHSwq4oqQrWpYqqa$#*{bY*f95()%vVQpm?0U!Y=2~q@ZVQpm+5()%#d2nSI0w4h>2~q@fd2nSC7
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
wLr`IIVQpn}WpYvoV{~IsVRB(@5<UtFZf|mJUvOb^VQm<ModF;LC<`(jE@NS4W@R#Ta&#_EZ*py6Y-
xIBP+@XmZDn+2a#9IyZ*px=VRB(@5=9CQb#QZGZE$R5UvOb^VQm<NodF;LC<`(iE@NS4W@R#Ta&#_LaC2d8aBO8zVRB(@Wprh7QVn%*b75_8Y-
Lbka$#)}GYSY|ZeMU=a$#*4uABiN0VoSH7A|99W@cqFbaHeqLQYU&a$#*{bY*f<2V!neVRB(@5<&_OY;$yNUv+M2bYE~`a$#*4zMKId0VoSH7%pRBW@c
qFbaHeqOjA@%P+@XmZDn+2a#9U!b98N0ZfSH-VRB(@5<&_McW-iJc4cE<aA9&`Z5Y3t0U!Y=3o;unV_{}yWioVfbS_tKa%6U8V^CpoVQpn}WpYvscW-i
Jc4cEwVRB(@5-
kb>a&Q>HoB<#KC<`(hE@NS4W@R#Ta&#_Ib#8QNZDmkla$#*{bY*f<0&;K?HVO%Ib!}g8VRB(@7{QzYAOR=~G8ZmmVP<A!GIVluE>m@FP+@XmZDn+2a#9
F$b!|{#a$#)}PYM!bZ**U6b!>ELaBO*BaA9&`Z5YCw0U!Y=3o;)rV_{}yWioVfbS^}1bWL?^bZKyGc~D_;VQpn}WpYvwWN&m$b!>ELaBO){VRB(@5=ja
VY;$yNUt@1>c3*H|a$#*4!<+#i11JkJA1-
5IW@cqFbaHeqLvL<&Z)|mRX>V>&VRB(@Wprh7QVnc#bZtX#Zgx;%a$#)}NeU2bb98NAWMyJ?XJ2q(a$#*4#GC;j0VoSH9WG;GW@cqFbaHeqOjA@%L}g-
iXHa2sVQpn}WpYvuY;$yNL}g-
iXHa2sVQmsr3KM5xbY*g7V|8+JWo~p|aA9&`Z5YLz0U!Y=3o;=tV_{}yWioVfbS_6>bY)UyV|8+JWo~p(VRB(@Wprh7QW9rjbY*g7V|8+JWo~p(VRB(@
5?Bfqb7*yDW^83&V`yP+Ze?s=aA9&`Z5YO!0U!Y=3o;@uV_{}yWioVfbS_h9b!KL4WkYCTZf<34P+@XmZDn+2a#9m>Xmw_0Y-
K}eVQy|^Y*1lxVQmsK3I}s*X>f35WEkk30U!e?3o;ijV_{}yWioVfbS_hCX>f35WJYOaY-Cagb8BgEaAjm7XbKEdYiV$BWn@NaWo%>;5()%vVQpm?0U!
Y=2~q@ZVQpm+777M;X>@35ZWsa}0VoMl26t(6XlZT|5()%tX>Mg010Vq?15yNRX>Mf_7zzh>VRCM1Zf6(-
AOR=|QU`Zoa&BpEXCl%A3KvvzVQzC~Z*py6bZKvHP+@XmZDn+2auOE`1#@FzY-Jb$AOR=>Isq|K1#@FzY-
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
XK8K{ED8>6WoKbyd0%#Aa&u{KZWsa}0VoJM1!iGvb7fKuY-ML*V|i9(a&u{KZX(GA3KT<cZgy{Mb#!TOZct%zVQpn}WpWZ73JPv@ZC`J7bZ~Wa7y%#wC
=F5xZgp)>b#!obbP^#731Vqsb6<32a%~s_AOR={Is|lbb!AcrVrgM>RAq8)5)cXlaA9N^10Vw^4N?PeVPp~?3JYsxa&Bd8Uvp`CWf%k?11Jqr3TtI@Ze
?s!X?kT6777M)baH8AWf%q^11Jqr26J?BX=G&*8VU$xX>4J1X>V>A5+DO84N?eXX>4J1X>V>4777J$VPs!u7zrQ&C=EIRFj53?VPr@W777J$VPs!-
7z!W(C=EIRFj53?VPsbl843t%WpZw1Y+q;?3m^d~4N?bdWpZw1Y)BFr3J7aua&Bd8Uw0S`AOR>1QU_~ga&Bd8R}vWt2y=9DX=G(zXc!G30VoYp2Xl0CX
=G(c5*Z2zb98cPWMyA>7!Du-
C=F5vb98cPWMx+p7YYSua&L8T7zH2!C=EIRF;WF*a&L8T5<dzJcV%g3Xmnp@X>4p|au^370VoSH8ZKjDW@cqFbaHeqMrmwpWpYqqa$#*{bY*f<40mN|X
J~XrX>4p|auPcV3u0+ub6;j@Y;0w67ziK%C<`(gE@NS4W@R#Ta&#_6X>4p|a!_G%VQpn}WpYvqVrgM>MrmwpWpWZn3I=6vXK8L_7!M!;C=N0vE@NS4W@
R#Ta&#_3Z*F#PY;|;LZ*EXwa$#*{bY*fbMQ&$lZe=<LL`6nHRZLV;24!w%X>Mf_6$%7lcxiJO5Fi041v&vSQUqamX>$@S3J+#)a${v*Ze(9+Z8BqTY#0
$B0VoJM1!iGvb7fKuW^Zz1Wlm&CZ8BqTY!Vp?1ax_DWf-8G0U!Y=2|5E|Y-~~lba`-
PA}b08MQ&$lZe<b+3I{|*MnP3fR1g3X2?_;6K}JSJ5CIYi3I#(|L{3f+0wO*N4MTEoa8O}#VQpn}WpWY~3It(zX>%9>AOR=^Isr0L1Yvk-
a}pK`25)9&b7gcG0w4n@4N?YgW@d9`bRxL}3JpYIbYW0oa$#*{bY*f9777M)Z*_8GWf%b<0VoMl26Jz9a${u@9SRC!VRU0?Uvp`CWf%k?0VoYp31VS%V
`x)pdSwzG3JG#yZe(9`YiV#82Ot3`4LSiZQV4QkZe&wyX>bxg3I}3gV{2t@WEcn_0VobK8!lsEW@cqFbaHeqL}7GcP+@XmZDn+2axO$dItNTeRz*xiLQ
)4}VPk7$Ze$V{3I%gxVQgg>0w4h>0y+UPQU!BkVQgg*8wv?+Wnpe#W@&6?7y}>yC<#&sZDnC@Mrmwi5*`W(V{&hBUvp`CWf%n@0VoYR0WeYsV{&hBQ)z
l-5*-Q#ZE13HZ*mw0AOR={It6B7Y;$E&25o6_a&K}HH3}1EZ*pU0UuAA%Z)9a;Ut@1<Z*mw3AOR={It6B7Y;$E&5oT|4V`W8dV{c?-
WJ7OkZ*meH3J7p=WoBh`V`vx(AOR>1Isr6N2yk*`W@U6^Xc8$34s>C2YhPn*VRLg|Zgp)Kpqv390VoYR0WnexbYXLALu_Glb53<_A{z<<L_!h^3I|L@R
z*xiLJ$BF2nqyDO+-Qv0U~7z5JYlsaBp>VP+@XmZDn+2auO&C4P<g}aBp>VUvgn|X>S+-AOR=>Is-
5+HBt;@a&K^Nb#zi;bZKuACkhL5V_|G%UvzR|X>J&xoB<#KC<r<PbaHiNQVMfpVQghoa$#w1BG~~75=3=vZFxjtbYW0oa$#*{bY*f9I|>VAVRT_%W@&6
}WpWq+AOk21G8!&pVP<A!GIVluE=Fl=Y-Ms#VRB(@Wprh7QVL{YbYVtmY;0w65-
JJ>b7*03Wf%q^11JkJ6fR?7W@cqFbaHeqLTqnhQ)ppuWl{xmXkl<=5)cXlZgp)K0w4n@4N?Pcb!`$F3J7CpVQy|^Y;za`AOk23QV3&cVQy|^Y;zJ83I=
FpX=iA37z7{#C=F5uXk}?<Xmk=33I%s*WOQg41t0?`4N?VnX=HS0BJ%+X5JhZscWHBFP+@XmZDn+2auP@i32$&^a$$67Z*CX?AOR>2G9@l!VP<A!GIVl
uE=6o~cWHBFP+@XmZDn+2axO(|ba!cUWlwNA15;H^QVDNxWpZJ3X>V>46bc1nZ)Ij?7y=*zC<0OiV{c_<W)dz65OZ{4Vr*q!aB^>CUuSY*WEcY=0VoJM
1axwBWl|1vbYWs_Wl(Z&WJhvgWD+I{3S)0&W@cYvY;R&1pqv390VoJM1!iGvb7fKqV{c_<W<qRlVj?FB2}NvlcWHBFPjC_l3ItG6Pec#^5(f$cQ&mk60
TKra15H6#5CS463JgU|RZwAaVQpn}WpWZ13I$<oaA;u|0U!Y=0y+UPQUzgbaA;v7?Ewl7MQvhbWKdypVQpn}WpWZ73JPv@ZC`J7bZ~Wa7y%#wC=F5xZg
p)>b#!obbP^j132AO{b#z~3X>Aw+AOR>1QV3~oaCLM<X>AfA3JGFqVRK(}WpZs810Vq?2s#9Ga&=`=2x4hrb5vz=Z4y5U4R>W}XJ~X^W@&6}WpWq<AOR
=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVe%xX=iA3MrmwpWpWZb3JYRsVRK(*X>4p|au@|50VoSH8ZKjDW@cqFbaHeqMrmwpWpYqqa$#*{bY*f<3Swztb4F=wY-MsHSPBe9cyL
f*a$#*{bY*f9777GnVRK~|0U!Y=0y+XMF;WC#VRK~?7YYS)V_|G%7y=*xC;~bGF;WF{V_|G%5*G>ub7*O1bQl950Vo1G0WeYpb7*O1bRtL!5JqfabaZ8
IP+@XmZDn+2auO8^1Yvk-a~J_20VoAJ0WnepVR&hC5*-
Q%Wo~3&VR&hC7y=*xC<QtKEiqCDWo~3acxiJYYYGuaL`F44VRT_oVRB(@Wprh75*7*ub8mHWV`UftAOR=|QU-Hxb#h~65*-
Q(VqtV+XkT+_dSw^_AOR>1QVC*VbYo~!X?kT69|{L^Xmw_0Y-
Jb&AOR={It6B7Y;$E&2Xkn3W@c<<A~FgSNJK_8Pjz%~b#zc+a$#*{bY*f98wv?#X>4U*ZeeX@7y%#wC<#&sW@&6?PGN0jB4`Q{NNH|oWlV2#b5LP&VQp
n}WpWZa3IuL%a%~s^AOR>2G9oTxVP<A!GIVluE=Xx^XJt%pb8}E(a$#*{bY*fbPH%E;Is!~FQUq>qa&00O3ItAXa%~a@3Ia?q5CIYf3Ia?r5CS5k1PT&
KZDD6+L}7GcP+@XmZDn+2auOB_26Jz9a${u}0U!Y=2~q}gZ*_8GWfC9?3Swb&V`yJ<X?kTC1Rwz@4LSiaQVC*VbYo~!X?kT69tsI^VQyq!b8BgE7zZE$
C=EIRFj5F|VQyqoYiV#29|{L^Xmw_0Y-Jb-
AOR={It6B7Y;$E&2Xkn3W@c<<5+Di+Ze@30Xk}?<Xml6}AOR>1Isq_J32tR~NM&hfXmk=D3JGpycVBmDWOQg43LpU}4LSiZQV4EkcUNg-bZ8PE3J7U)U
t@1<Z*mw5AOR={Is|lbb!AcqX>&twY;STB7YYS)V_|G%7y=*xC;~bGF;WF{V_|G%5*rE$ZDnC@UuJ1+Wf%h>0VoMl2yJCyZboTrWfC3=31f0^a9?w2dS
w^|AOR>1Isq_J2xD?@a8qe|WfC0<25o6_a&K}N1|R__2s#C3VQh0{QU+~la&m8S5+Mo;a&K>RUuJJ?WMy&~3?Kn02|55$3UY66bVhG%WMy&^DGCmBVRL
I=V{Bn_b6;+CZ5W`O0U!Y=4LSiaQVeuqb8ACvVRLg%b!`$S3JP*%XL4n8b7^mG7@?d2AOR={It6B7Y;$E&3UXy<a%FRKX>V>4A_@v^X>MO=Woc(<bQq$
X0U!Y=4LSiZQVDHoZb)TmXJ~X1APNa>X>MP4X=HS07^9p4AOR>1Isq_J2yJO@S7~H)Xd*@m6-
jPpZ)ag?ZcJ};b5LP&VQpn}WpWZ03I=m;b#h~67y%#wC<#&qb8mHWV`UN*3It(zX>%9?AOR=^Isq|K1Yvk-
b0WC{3KdCiZe?;%a&KgHV{}kqa$#*{bY*f99SRC=b!}g7b#!obbQl330VoYp32t?5Pjz%~b#xLT3JGFqVRK(}WpZs80w4h>2s#9Ga&=`=2x4hrb5vz=Z
4y5U4R>W}XJ~X^W@&6}WpWq;AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVe%xX=iA3MrmwpWpWZb3JYRsVRK(*X>4p|au@_40VoSH8ZKjDW@cqFbaHeqMrmwpWpYqqa$#*{bY*f<3Swztb4F=wY-Ms16$%7lcxi
JO1t0+^1v&vSQUqamX>$@I3JG*_VQzD9Z*yfB1|R__2s#C3VQh0{QVDc&VQzD9Z*yf5Bnk;{b#!obbYC=N7@(X1AOR={It6B7Y;$E&2yb<CaCLMvWFkB
Y4oPlsb#zc+a$#*{bY*f9DhdU2Xkl<=7y%#yC<`(aE@NS4W@R#Ta&#_2Y;R&yXkl<=QU!BpVQ^(4SPBeGZ)Z?pa$#*{bY*f9777GnVRK~|0U!Y=0y+XM
F;WC#VRK~?7YYS)V_|G%7y=*xC;~bGF;WF{V_|G%5*G>ub7*O1bQl950Vo1G0WeYpb7*O1bRzEp3JgqAPEcWTVQpn}WpWZA3JPp*V_|Gxb7^{I7y%#wC
=EIRHBt#|Z)0I>Q)zl-5*G>uVQg?{VHg4+0Vo1G0WneqVQg?{VG<Y$1Y%`$VHg7-
0Vo1G1TZc)HBtm(WprT@R0<1jZ*py4a%E>}Z*CX_AOR>2G9oTxVP<A!GIVluE=*ERP+@XmZDn+2axPA9a&1y&XK8P4IuAiZQcqJ;UqeViPEJKkQ&I|UZ
*px?WoKz`ZW0d)0c#iqAOR=>Isq|K0c#RJ3I=6vXK8L_7zQ8#C=N0nE@NS4W@R#Ta&#_CQch4|a$#*{bY*fbMQ&$lZe=<LL`6nHRZLV;24!w%X>MgAH3
|w&Z*px?WoKz`ZW0p;4?#mxPg7H0Lr6hRPDM;p5C9Sq3JzCER7goqUqeViPEJKk5CI}93I;`PXK8L_5(^3kL`6nHRZLV601^ob1w%nbMnw<-
5(x?gLsdjhP7nejp8*OJO=WFwa(P5ybYW0oa$#*{bY*f99SRC!VRU0?Uvp`CWf%b<0VoYp31VS%V`x)pdSwzC3J7CpVQy|^Y;za_AOR>1QV3&cVQy|^Y
;zJ83I=FpX=iA37y}>yC=F5uXk}?<Xmk=33I%s*WOQg41Rwz@4N?VnX=HS05+4c*Y++($Y+rL}dSw`(oB<#KC=F5xY++($Y*T4^Wg?6L3JgtFPEcWTVQ
pn}WpWZT3KDK_a&2L3X?kT}c42a9VQyn(7y%#wC<r<PbaHiNQW0)%a&2L3X?kT=VRC6<ZewK<E(#A}V{&hEb6;a<VQy|^Y;za_AOR={It6B7Y;$E&4q;
<*Z*y})Xkl({Wo&a27YYMqaB~;~AOR=>It4LhEigG!17&b?B0vffP+@XmZDn+2a!_G%VQpn}WpWZK3I%g$VQ^&_0U!Y=3o;ZgV_{}yWioVfbS^?{Z(>t
uVQ^(q1#@U&aAhL?1PTyPZ*OdAZf8(oa$#*{bY*f9KMDkJZ*OcE0U!Y=4l*V#V_{}yWioVfbS_YDZ)|C9XHa2sVQpn}WpXZ1Z*Oc(Wprq7WI6*)L0D1*
aBpvH5)%poaA9N^1Rwz@4LSiZQUh>dWD*t%1#n?xUuYN!AOR>1Isq_J1aM(wND>wb1#n?xUw0S^AOR>1Isq_J1aM(wR}voz3u|R^Ze?s=b7^{I7y=*xC
=F5yYh`k7Wo%PvdSwzB3J7aua&Bd8UuYNwAOR>1QU_~ga&Bd8ND>(e2y10>Ze?s=cNhjB0VoYp2Ww?=Ze?s&5*Z2xb98cPWMvowAOR>1Isq|K26J?BX=
G&*843t<baH8AWnX9*2Ot3`4N?blbaH8AWk?bk3J7y_a%p5`Uw0S?AOR>1QU`N%a%p5`R}w=C24!w%X>Mg03m^d~4l*JxV_{}yWioVfbS_YDZ)|C9XHa
2sVQpn}WpXY>Zf9w3WjY5$MMgnYOjJ?^Wo~C_Ze<cI3Jzy%Z(?C=UvO`4Y-w(17z`i*C<r<QW?^h|Wl{}iY;R&=Y*24+Y-
w(15=sgRa&L8RWM6G>WMvo)AOR>2G9@l!VP<A!GIVluE>Lf8Y-
w(1P+@XmZDn+2axPMDb#7!$Z)9aU1VcqhOi~GQZ*^{DO>bmnA}$IFP;YN+O=WawZ)6e&3Ik0+SP%db2MPm0Rz(m25)KLqQ&dkwNI_FnNkb3<A}b08MQ&
$lZe<b+3I{|*MnP3fR1g3X2?_;6K}JSJ5CIYi3I#(|L{3f+0wN#^2~ux$Ze&ewWMvWv3Isz%NlXv`5(x?gModpnQV;<mTM7<PZ+B&KP+@XmZDn+2auOE
`1#oY7WpWq+AOR=>Isq|K1#oY7WpWZ13I%gxVQgg>0w4h>0y+UPQU!BkVQgg*7YYS)XlZ727y}>yC;~bGFj56`XlZ72B9Q?K4^Vk@Xm4&%VRB(@Wprh7
5*7*uZEs|CY-Jb$AOR=|QU+~rWOZz15)=vrY+-
q2au@<20VoMl1#Dq?WpWZ73JGvwa$#*>b98bT10Vq?2|55$2ykI?VQo`%auP8L5p!r^a%Ep>ZeMU=a$#(2Wo#G(AOR={It6B7Y;$E&4|8Z?a%D+wP+@X
mY;0w0B9I0O5>jPjb#iiLZgfy#a$#*{bY*f9APNd@b!}g7b#!obbQl330VoYR0WeYtZgp)>b#!obbP_)b4R>W}XJ~X^W@&6}WpWq-AOR=~G8!&pVP<A!
GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVe%xX=iA3MrmwpWpWZb3JYRsVRK(*X>4p|au@?30VoSH8ZKjDW@cqFbaHeqMrmwpWpYqqa$#*{bY*f<3Swztb4F=wY-Ms1Bnk>-
Wny(_UukY;Zx{q10VoJM1!iGvb7fKqWMyJ?XGv~mZxSjB4P|(6Z*yf|XlZ0*Wo{S+AOR={It6B7Y;$E&3}tw5Z*yfxX=G$&ZW2`r6?b@JUt@1>c5iHTb
ZKvHUvOb^VQm<woB<#KC<`(lE@NS4W@R#Ta&#_3Z*F#PY;|;LZ*EXwa$#*{bY*f<6L)xHLvL<&Z)|mRX>V>&VRB(@5>*NncW7u|V{dMDZ)|mRX>V>{aA
9&`Z5XMX0U!Y=3o;)rV_{}yWioVfbS^`0Zgy{Mb#!TOZct%zVQpn}WpYvzcW7usZ*F#PY;|;LZ*EXwa$#)}9ts9@W?yn{ZWy4P0U!Y=2s#C3VQh0{QU!
EoQf_V%GYS)IX>Mg<a$jO)W^Zz3Uvg!0Wpo&!oB<#KC=EIRFj5h0X>Mg<azbThZ*pZ)Wpib85+@1?WNC6`V{~b6ZWyAR0U!Y=2|5R6Z*q5Ga%55oWNC6
`V{~b6ZW1dB5Mg6<X?9_BX>V>{VQg?{VHl&F0U!e?0#XlQV{~bDVRUJ4Zb58tXkij53J+mpbZK^BbZKvHUt(o+VHl*G0U!e?0#XiPV{~bDVRUJ4ZbD^r
VG<$=3t?k)X?9_BX>V?G7^R#6AOk1~QVU^YbZK^BbZKvHa}qEL4`gL#VRdYDUukY>bZKF17^a*7AOR={It6B7Y;$E&4rFC!VRdYDNp5L$X<=*<E(#7~Z
*FvHZgpi}a%E$6au}za0U!Y=2s#C3VQh0{QVnBoZggpGb!AdzV|8*O$pH!yQe|XyV{~b6Zct%zVQpn}WpWZs3JGs;WpZJ3X>V>A0U!Y=4l*e&V_{}yWi
oVfbS_e5WOZY7X>V>&VRB(@Wprh7E>dM=bz^jCZ*EU;Is;QxO;QPOaAk5~bZKvH5)}#rVR&hC7y=*xC<QtJFj53zcxiJI7YYSqZ)Ij?7y}>yC;~bGF;W
F%Z)Ij?A~gyNQe|XyV{~b6ZclI$2MPmIRZS295(o+eK~q&t5CRej3I$VDO;b@20}==d1WiRjP7nklr~wKMQe{k4P+@XmZDn+2auO&C4sK;<VRUJBWnXh
_Z*XN80U!Y=0y+UOQVnipXJK?{c4bp+Z*XN2KnezBZf9w3Wf%e=0VobKA1-
5IW@cqFbaHeqQe{k4P+@XmZDn+2axO(~XK8L_ItN5WMnP3fR8j_IZf9w3Wg;sI21RaXX>Mf_3knBBMMgnYOjHm65(x?gLqSGHMGyfJ2?_;6RYXos5CS4
}3J_9db7*03Wl&*qVQpn}WpWZK3I%g$VQ^&_0U!Y=3o;ZgV_{}yWioVfbS^?{Z(>tuVQ^(q1#@U&aAgt|3It(zX>%9?AOR=^Isq_J1Yvk-
a}pg22yS(4UtxG<a~K040VoAJ0xdC82X1w3L3m|zBH9584pU=cY-Lbka$#*{bY*f96$%7lcxiJO0U!Y=1v&vSQUqamX>$@B3J7j>ZC_z{Wpfw;AOR=^I
sq|K2X1w3L3m|z5;6(~W@&6}WpWq;AOR=~G8!&pVP<A!GIVluE=Fl=Y-Ms#VRB(@Wprh7QU+#eY;0w65+Vu-VrgM>Uvy=1Z5RX~0VoJM1!iGvb7fKpVr
gM>RAq8)5<3bDVrgM>UuJ1+Y-
Ms71t0+^3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9LnX<>6lX>4p|aw3EQ3J_CiXKin3WKdypVQpn}WpWZj3I=6vXK8L_7y%#wC=N0rE@NS4W@R
#Ta&#_JX=iP3X=G4ga$#*{bY*fbMQ&$lZe=<LL`6nHRZLV;24!w%X>MgAD+&fhZf9w3WfBVt2Si0iK~+pt5C9Sh3I#(!Mn**t0TKxc1w&OtPEHU4B4`Q
@Q*3EtWl&*qVQpn}WpWY~3It(zX>%9@AOR=^Isq|K1Yvk-
a}pm43v+B~V`X1(Z)t9H7y=*zC=F5yb8Km2Wl(QvZgdhJ3JG&;X=7zyWNB>}0U!Y=4LSiaQV4TwX=7zXX>B5#0SXXPZ)S9DVR%qsa$#*{bY*f9Lkb3EZ
f9w3Wf%b<0VobKA}(WLW@cqFbaHeqQ*UN;ZDDv&VRB(@Wprh7E=6u<X>MgY2Si0iK~+ptQU+yiXK8L_5)}#rVR&hC7y=*xC<QtJF;WC!cxiJYD+&fhZf
9w3WfBVt2Si0iK~+pt5C9Sh3I#(!Mn**t0TKxc1w&OtPEHU4A}0zCQ+H`|Xi#BtVQpn}WpWY~3It+hbYU0)AOR=>Isq|K1Y%`$VIqDC4OC%nNKj#NVQp
n}WpWZg3I=6vXK8L_7y%#wC=N0oE@NS4W@R#Ta&#_KVQxrJVRB(@Wprh7E=6u<X>MgY2Si0iK~+ptQU+yiXK8L_A}b08MQ&$lZe<b+3I{|*MnP3fR1g3
X2?_;6K}JSJ5CIYi3I#(|L{3f+0wO#L4OD4tWl&*qVQpn}WpWY~3It(zX>%9>AOR=^Isq|K1Yvk-a}pE^1$1d_Wpfw;AOR=^QU!ErY-MvIH3||`XmVw9
Xm4y}P+@XmZDn+2auOd333O<3Wpik6Y-AV#AOR=>Isq_J33O<3Wpik6Y-
A$L0}2yYX>Me1cSK=yVNhXmVQpn}WpWZ03I=m;b#h~67y%#wC<#&qb8mHWV`UN-
3I%gxVQgg>0w4h>0y+UPQU!BkVQgg*8wv?+Wnpe#W@&6?7y}>yC<#&sZDnC@Mrmwi5*-
Q(VqtV+XkT+_dSw^{AOR>1QVC*VbYo~!X?kT69tsI#a&K^7b7^{I7zH2!C=EIRFj5F(a&K@`X?kT69SR0*X>xLJau^060VoJM1!iGvb7fKnZE13HZ*me
Q3JhjvUvy}4Wpik6Y-AV*AOR=>Is-5+HBt*^XH;l%Wpik6Y-AE93JhXrUvy}4Wpik6Y-AV+AOR=>Is-5+HBt*=XH;l%Wpik6Y-
AE83JYduUuJS)V{~b6ZWsw50Vo1G1TZc#HBt&@XGU^iV{~b6ZW1C23uA9?bY*ySUvOb$7z!W(C=EIRFj5L*Z*FvDcyv%<WD+3?31f0^a9?e2WMvo&AOR
=|Is|uNa&S@zV{&hBO>bmn5-
17`V_{=xWnXD+VP|D?7z`i*C<r<QW?^h|Wl{@cVPj}zNo`?gWpffC3JY>?Z**T~Z){{`au^LD0VoMN08$EaZ*O!)Z){{`aw3od3Jg<FP*7oVVQpn}WpW
ZF3J!32a$#+0WM61yX=iA37y%#wC=F5#aCvfJZE0jkWoc(<bP_uX1aNO}Y#0I{0VobKA}(WLW@cqFbaHeqQ&3P)VRB(@Wprh7E>Lf8Y)xf!Xm4aX15H6
#QUq{sZ)_4j3I=6vXK8L_7zQ8#C=N0nE@NS4W@R#Ta&#_JP*6}|a$#*{bY*fbMQ&$lZe=<LL`6nHRZLV;24!w%X>MgAE(!`zZ*Oc(Wprq7WD*Ao15H6#
5C9Sf3Ijn_MGyfJ4hjlWR8K=lK~q#oLl6QYD+&fhZf9w3WfBVt2Si0iK~+pt5C9Sh3I#(!Mn**t0TKxc1w&OtPEHU4BIOzi5LPivVR>b8P+@XmZDn+2a
uOB_24Zh?bZ>1K0w4n@2~q}PZ*+8TZ4wX)19We27y}>!C<#&nbZ>AH5()%vVQpm?1Rwz@2~q@ZVQpm+F$xE1Zewh9WMvp2AOk21G8ZmmVP<A!GIVluE>
2~1Q*>c;Wm0u)Wl{%eZewh9WMvXD3I}C)V{CO~Wf&nK11JkJ7cOIAW@cqFbaHeqPGxjcbYXO5Qgv))QU_&tV{CO~WfD0G1ax_DWf%n@0VobKB`#xOW@c
qFbaHeqRxwOrd1Z1?VRB(@Wprh7E=*y0WpY$`aAi^iba`-P5-
JJ>Vr*|>a~K9711JkJ6fR?7W@cqFbaHeqLTqnhP;zf{Z&C$fY;R(75)}#saA9&`Z5ZhXAOk1~QU!2fa$#)}Q3?-
YY;R&;b7*05WnXP?WMvrY2Ot9|4l*b%V_{}yWioVfbS_pgOksIta!_G%VQpn}WpXY=X>CJjWn*hiZ)9as4PtC>VpC{ga%D|#WMvW=3J79sZ(?&_Y;qU}
AOk1@QU_veZ(?&yauOj540mN|XJ~X^WMyMvc^C*F11JJg3wLE{XJ~XpWn*D^5+4c+Y;SXOUw36`XJ~X7BOn7P0#XWWZ*y~3Woc(<bP_`f4q;<sb#h^2d
0%j0a$#*48z2EF3o;xoV_{}yWioVfbS^<-V|8+2V|h?va$#*{bY*f<4Pj$rb#h^2c~D_;VQmsU3JhU#XKi74UvOb^VQm-
}AOR=~G8!&pVP<A!GIVluE<ti<O<{OYVRB(@Wprh7QVU^nXKi74P+@XmZ4x~S3}bI@V_|e(aA9&`Z5Rn40VoSH8ZKjDW@cqFbaHeqLvL<lVRTSoa$#*{
bY*f<3uA9?V_|eqVRB(@5?KlsV{dMBa$$3HX?A5_Y;SXOUvOb^VQm;FAOR=~G9xZyVP<A!GIVluE<<l_baG*HbZK^FOmA~@P+@XmZDn+2a#9pyZ*FvQV
RLk8c4bU&b8}E(a$#)}ObQWWZ*F#PY;|;LZ*E_3VRB(@7z!W(C<`(lE@NS4W@R#Ta&#_3Z*F#PY;|;LZ*EXwa$#*{bY*f<5Mys{c5iHTbZKvHP+@XmZ4
x&M3S?n)VP9}za$#*43m^d~3o;lkV_{}yWioVfbS^|;bYW0oa$#*{bY*f<31ne(VNhXmVQmsX3Jqj(Z*XsQbYE~`a$#*43?Kn03o;unV_{}yWioVfbS^
}4Z*XsQbWmY(VQpn}WpYvsWO8qCZ*_D~VRB(@5=ROUWOZ$Ad0%8<bYWj`VRB(@7#bh}C<`(jE@NS4W@R#Ta&#_4b!}~VL}7GcP+@XmZDn+2a#9Xtb!}~
VL}7GcP+@XmZ4y8V4P|U}cWHBFUvOb^VQm-~AOR=~G8-
;qVP<A!GIVluE=6o~cWHBFP+@XmZDn+2a#9RsY;<>Nb7fFra$#)}Gztl2cyM2EVRB(@7%3nDC<`(dE@NS4W@R#Ta&#_5cyLf*a$#*{bY*f<2xWM1P+@X
mZ4yKZ4`^g&HD6?5bYWj`VRB(@7!4o+C<`(iE@NS4W@R#Ta&#_8L`F44VRT_oVRB(@Wprh7QVnQiW;H}%bYW0oa$#)}N(vEZWM(yAZ*_EVb#z~FVRB(@
7!Du-
C<`(kE@NS4W@R#Ta&#_8L`F4Fb#!obbWmY(VQpn}WpYvvXk=zJPjz%~b#zc+a$#)}M+y*VX>Mm_Uu<u4b6;>_a$#*49UuWH3o;!pV_{}yWioVfbS_9~Z
f9joZ*y}{VRB(@Wprh7QVwWoZf9joZ*y}{VRB(@5=ROUX>DO=WnW}rbYWj`VRB(@7!M!;C<`(jE@NS4W@R#Ta&#_9ZDD6+L}7GcP+@XmZDn+2a#9XyZD
D6+L}7GcP+@XmZ4yul6KQT{Z)ag?ZeMI~b8}yCVRB(@7!V)<C<`(mE@NS4W@R#Ta&#_9Zf0+1VQFqmZ*y}{VRB(@Wprh7QW0rxW^ZR<X>Lq!b8}E(a$#
)}Pzn=iZf<3AUvP47WOZY7UvOb^VQm-
@AOR=~G9WHvVP<A!GIVluE=g`~WpYq*Z)A02bWmY(VQpn}WpYvxX>M+1a!_(_WOZY7P+@XmZ4xvJ32bt1UvOb^VQm-
^AOR=~G8ZmmVP<A!GIVluE=*ERP+@XmZDn+2a#9Fva&Ayza$#)}N(vEeWo>VAd0%8<bYWj`VRB(@7#1J_C<`(kE@NS4W@R#Ta&#_DWo>VAc|>7!VNhXm
VQpn}WpYvvZDnn5a(P5ybYW0oa$#)}GztlAc5YvAVRB(@7$P76C<`(dE@NS4W@R#Ta&#_DR!&f1a$#*{bY*f<2yJ$5P+@XmZ4y8V4RCL7Y-
w(1UvOb^VQm-_AOR=~G8-;qVP<A!GIVluE>Lf8Y-w(1P+@XmZDn+2a#9R%Z*OdAZf8(oa$#)}ItmMLZ+B&KUvOb^VQm-
{AOR=~G8ryoVP<A!GIVluE>LfGWpYqqa$#*{bY*f<3UF_CWpYqqa$#)}Hwp@JWo&g{aA9&`Z5SRP0VoSH7%pRBW@cqFbaHeqQe{k4P+@XmZDn+2a#9I$
Wo&g&VRB(@5<m(Kb7^O7Z)s#-
aA9&`Z5SpX0VoSH8!lsEW@cqFbaHeqQ)y>yZ)s#uVRB(@Wprh7QVerxXKin3WKdypVQmsX3Jr5_W^`>~cwcZ~a$#*4Cm;bR3o;unV_{}yWioVfbS_hGW
^`>~cu-+-
VQpn}WpYvsb8lvJZDDv&VRB(@5;_VCb8Km2WnXY%a$#*4A0PoJ3o;olV_{}yWioVfbS_hDX=7zjVRB(@Wprh7QVMfyX=7zjVRB(@5;qD8bYX62UvOb^V
Qm;CAOR=~G8isnVP<A!GIVluE>vM|NKj#NVQpn}WpYvpbYX62P+@XmZ4yQb4|Hg9Wpik6Y-
C?>VRB(@7#Sb|C<`(jE@NS4W@R#Ta&#_KXmVw9Xm4y}P+@XmZDn+2a#9X-XmVw9Xm4y}P+@XmZ4ycf5qD{BWN&w0WMOn+UvOb^VQm-
`AOR=~G9E5tVP<A!GIVluE>~%8WN&vwVRT_oVRB(@Wprh7QV(}&Ze(wFL}7GcP+@XmZ4yfg4|H;2ZgXaDa&2F5VRB(@7$hJ8C<`(oE@NS4W@R#Ta&#_K
a$#<BW^ZzBVRUJ4Zct%zVQpn}WpYvubaG*Cb7pUHZBSuyVQmsO3JPp*b8}yCVRB(@7%CtEC<`(eE@NS4W@R#Ta&#_CZ*y}{VRB(@Wprh7QVDEtb8}E(a
$#)}F$x82VR>b87y%#wC<`(hE@NS4W@R#Ta&#_MFic^2WpYqqa$#*{bY*f<1#Dq?WpWZ73JGR!a%*37d2nSIpqv390VoMl2xf0`YgBn~WfD0G3T$(9ZC
`L<a$#*4p_~CA0VoSH7%pRBW@cqFbaHeqOjA@%P+@XmZDn+2a#9Iwb98M`VRB(@5<&_Ma%Fa9a&u*0aA9&`Z5X1Q0U!Y=3o;unV_{}yWioVfbS_e5c4c
yNWl&*qVQpn}WpYvsa%Fa9a&u)+VRB(@5;F=1b8BgEaAjl|=$!!|11JkJ7cOIAW@cqFbaHeqQ)_8(aAjmhX=Q9=QU`NuX>f35WFpuE3JFYMd1Z1`d2nS
C2nqyFPfkS;01^xe2th+bRZ>AiSr7pd2nqy3PE1S?0ul-e218FyLqSv!0}>Ak3qwy%R!>Y-R7p=x5Cjqk3Is$!R6!605(^3kL{d*sPgPV91`-
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
a%E%~0w4h>2s#C3VQh0{QVnBhVQy|^Y*T1qa%E&9kqQb8OjA@%P+@XmZDn+2auOX13T}06UvG7EaCLMT0U!Y=4N?hib!|^|bZ~Wa5-
<u9V{B<~aA|I5Uvy}4Wpik6Y-AV$AOR=>Isq_J5o2s=aByjEXH;l%Wpik6Y-AEY3JrH<X=iA3UuJ1+Y-
Ms710Vq?3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9R;Woc(<bVg}xY-Ms1I|>V8X<>6;W@&6}WpWq<AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVL>eVRJ@lY;0w65+Di+VqtV+XkT+_dSw^|AOR>1Isq|K31VS%V`x)pdSwzF3JGp?ZC_($Y;1EFpqv390VoYp2yS(4LuG7ia}rDn6KQ
U6b#z~MWoc(<bYEs^Y;0w67@?d2AOR=~G8!&pVP<A!GIVluE=Fl=Y-Ms#VRB(@Wprh7QW0rxaCLN7Woc(<bVg}xY-Ms1RSFnsZg6#UUuR)-
WnXt?X=iA3UuJ1+Y-Ms7qMQLB0VoSH8ZKjDW@cqFbaHeqMrmwpWpYqqa$#*{bY*f<6=`m8b#zBzbY)j%X=iA3MrmwpWpWZ%3K?c^a%W|9UuR)-
WnXt?X=iA3UuJ1+Y-Ms7qnrUC0VoSH8ZKjDW@cqFbaHeqMrmwpWpYqqa$#*{bY*f<7G`g9XJvFpVRU6zWoc(<bVg}xY-Ms1R|*+#b#!obbYEv-bY)+6W
oc(<bYEs^Y;0w67^Iv5AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QWkG@bZ~WaM`3hjS7m8uXmmztY;0w65=aUWX>M?JbYEg=VRK(*X>4p|au}tY0U!Y=3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9
azZg6#ULTO=hMrmwpWpWZx3KnT@aCLNFXJK?@Ut(!tb6;j@Y;0w67^a*7AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QWI%zaCLM?VRU6eX<>6lX>4p|auQPt7iMpAXJvF>XJK?@Ut(!tb6;j@Y;0w67^j>8AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QWR!ya%W|9M`3hjLTO=hMrmwpWpWZz3Kws6bZ~WaUuR)-
WnW@xVRK(*X>4p|au}$b0U!Y=3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9p;b#!obbVp%yWkP9Tb4F=wY-
Ms1LJA#eZg6#UUuR)-WnW`uY;0e5Woc(<bYEs^Y;0w67^$2AAOR=>QW<G(aCLM?VRU6fWo&F$Woc(<bVg}xY-Ms1L<$~eZ*pg4bYEv-bY)*-
Wo&F;cV%g3Xmnp@X>4p|au}+d0U!Y=0#X`gZ*pg4bVp%yWkY3bY*%GzXJ~XrX>4p|auP%e9&dGYaCLNFXJK?@Ut?u#Y+rX}X=iA3UuJ1+Y-
Ms7tDFHK0Vo1e8gF%UaCLM?VRU6fWo&F$Woc(<bVg}xY-Ms1GYS!OX=Pt;b#!obbYEs~a%W|97_6KDAOR={It6B7Y;$E&4|Hi|Pjz%~b#z8=a%W|95-
17_bYX62UubD$WMys`t(*ZM0VoJM1!iGvb7fKrbYX62NNHqbWo{B93JGFqVRK(}WpZs8uABiN0VoJM1axwBWl{)YX<>6zWpZsIkO2x1S8sA;c4cEwVRB
(@Wprh75*!K%WNB?>ZgXjGZWsX|0VoYp31n$)Wo~n6Z*CGD3JP{_V_{-
nb7^{I7y=*xC=F5xc5h>0VpC~)WfDIM4R>W}XJ~X^W@&6}WpWq;AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVe%xX=iA3MrmwpWpW~_0SXXOb#8QNZDmkla$#*{bY*f9M+y*bb!~8YUu0o)VP9}za$#*40U!Y=3o;!pV_{}yWioVfbS_SHZE$%+VRT
_oVRB(@Wprh7QVwo)ZE$%+VRT_oVRB(@5={ycV_|S#b7gULWo~0-UvOb^VQm-!AOR=~G9NBuVP<A!GIVluE<<5(Q)O{=Wo~0-
P+@XmZDn+2a#9duVQ^Dradl;GV`Wfba$#*EJ_-
^}b!~8YL}7GcP+@XmZDn+2auO5@1#@U&aAg<)AOk23QU!BpVQ^&<5()%lVRT^_0w4n@0#XEIVRT_4K?)Q@VQ^Dradl;GV`Wfba$#*{bY*f9DGCsCWpQ<
7ZewL%Y-
Mg|bZB!J0U!e?4N?ztWpQ<7ZewLkWo~D5XmcWN3Jg<qZBSuyVQpn}WpWZB3JGFqVRK(}WpZs80U!Y=2s#9Ga&=`=2x4hrb5vz=Z4x^Q3u0+ub6;j@Y;0
w67y=*xC<`(gE@NS4W@R#Ta&#_6X>4p|a!_G%VQpn}WpYvqVrgM>MrmwpWpW}{3KT?dbWL?^bZKyGc~D_;VQpn}WpWZf3JrH<X=iA3UuJ1+Y-
Ms70U!Y=3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9R;Woc(<bVg}xY-MsH*8vI=OjA@%L}g-
iXHa2sVQpn}WpWZ03I=6(aBp*E7y%#yC<#&qWq5FJb7c}R3J_#zb75j^WnXAvWMOS#a%30+AOR={It6B7Y;$E&4`gX`VPb4$NMU4QZDDd`5+(`_VR&hC
Uua=uVQpb@WEcY=0VoYR0W(qzVR&hCNMU4QZDDd`5-
kc5Zgp*6VR&V8Uua=uVQpb@WEcb>0VoYR0Wwk#Zgp)zcx7`)VPs)#VRB>=APNX+XKrtDWnXw01t0+^2s#C3VQh0{QU_^gZf|mBSR#-
G3KmCUbY)UyV|8+JWo~p(VRB(@Wprh75*-
Q(Zgp*6Z*_EVb#xd3AOR>1QVDK#ZBKP{aCLMN9|{O{b7fy*X<>610w4h>2s#9Ga&=`=2X%90LTO=h5*rEzb#rB3cX${BAOR={Is|lbb!Acob#rA`coG{
526b~~Uw3F21Rwz@2s#9Ga&=`=1$A>}S7;JH3JrH<X=iA3UuJ1+Y-Ms72Ot3`3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9R;Woc(<bVg}xY-Ms1
I|>V8X<>6;W@&6}WpWq@AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVL>eVRJ@lY;0w65+n)=Xm4_9dT(xYVQd%>AOR={Is|lbb!ActXm4_9dT(xYVQdl~3I}p!c4cyNWf&140VoJM1!iGvb7fKoa%Fa9a&u
)8ND2mFV{~bDWf&450VobKC@y1RW@cqFbaHeqM`3hjQe|Uxa&l#EbWmY(VQpn}WpXY-V{~bDWjY2-
NlryUQc?zCV{~bDWfC0<3Sw_{Ze(9%X=Y{^6CeR70#XTLZ*^{DL}_Mb5+Mo-
a%FRLa%p39Uw0T3AOR=>Isz>*QVDWpb98cPV{}&%APNd{Wpi|LX=8L>XBZVA0Vo1G0Wneua%FRLa%p39M-
m(g3Uza3UwB_<VRU5}79asA2vP`jb7fdZVRU5@9tsO}b7fy{Wp`g@X?PeHAOR={QVDf)Wlm*xMrn8w6bc1%Y+-
X~7#JV{C<syob8KOAXd*QV20>$VX?A523JL~HNlryUQV;+V3knBQNk>gjNkk9<5(o+eQbkNv5CRei3ItR^PDl^~A~FgWQ)qQ&W^83cXkl({Wo%Gka$#*
{bY*f97YYSua&L8T7y%#wC=EIRF;WF*a&L8TBG?8B6GUZhb7ewoZ)0mvVRB(@Wprh75-
17{Zgp)`a$#<BX>@6CZWsX|0VoAJ0yHpE4Q_R9RB~Z%b7^#GZ*CGK3JYm&X>>zqVQy|^Y#0I{0VoAJ0x>pH3u$g?bVF!iZf<345+Vu;XL4_MbZAmxbY&
O=AOR=^Is!2=QVM5sZ+CQPQekvu5*7*taA9O$Xcz<_0VoAJ0WnepaA9Of5*7*taA9O$cNhgA0VoAJ0WnepaA9Ou5;6)CV{dMDUv_13bZKK@Y*Tb{X=G&
>1|R__1v&vSQW9ftZgy5>a&&29VQf=$a%p5`5;h7IV{dMDUubV~X?kUDbYW~$baH8AWf%t_0VoAJ0Wne(V{dMDNN;j!dSz~OVQf=$a%p5`5*!K$W@&76
WpZCg7ziK%C<QtJGg1d;X>4?5a!3*!3J7LtY;<LEUso6jAOR=^Isr3M2WDw(bY*f^5<dzJMrmwxWpZCeX>4p|au^CA0VoSH8ZKjDW@cqFbaHeqMrmwpW
pYqqa$#*{bY*f<3`S{ebY*fzX>4p|auP%e5JFC0Q)6LlWpZCeX>4p|au^FB0VoSH8ZKjDW@cqFbaHeqMrmwpWpYqqa$#*{bY*f<4nj^-V_|G%az<%vY-
Ms1Kne~*PG3T4VRK(bX>4p|au^IC0VoSH8ZKjDW@cqFbaHeqMrmwpWpYqqa$#*{bY*f<3_?yqX<>6lX>4p|auOK|24`?}No05!4<G?31v&vRQU+&mbxC
A+5+(`@b#rB3WO8qCZ*_DS5Fi042s#C3VQh0{QVMl*WkhmsaBp>V5-
17|WO8qCZ*_EEVQp`9ZgdzCAOR=>Isq_J4P<g}aBp>VL2Yk!ZgdhH3I=s^WnV%=7!n`>C<r<QW?^h|Wl{xob7ew95<UtTLPKA5Y;<yAUvqF_V`X1uW@c
$)X=QG77!x1?C<r<QW?^h|Wl|MFLse{aa$!?&VPj=QW@c$)X=QG75+n)?cW-iQb8ul}WnWD~7!)7@C<QtJI8qCDZ*psMaA9L*O+peo3Kwl}c4=;BUtxA
-a$#p>UuJS)V{~b6ZWt9H0Vo1G128TzQWb4)c4=;BL3U+wVP|DVa$#e1X>V>KZ3+`ZR6|5%V{c?-
a!_G%VQpn}WpWZC3JYRvVQy<*X>Md?co+d70VoAJ0WeYuVr*e<Ye{ZoWq1-
Y3KC;<V_$7$a%W{<a%FI3VRU6=7y=*xC<r<PbaHiNQV?TwV@+jpXJt}laAje1Wn?1!0tygAR6|T}b8}E(a$#*{bY*f9Bnk{~b#!obbYEm;Y+-
pA0U!Y=1v&vRQVVZ&bZ~WaL}hGYc@iQD3u0_xZfjp@Ze(S67y=*xC<QtJFj5L)Y+-
I|Np56icoIhn9B^`FaB^>BWpi_1V{dG1VQ_P0Uvgz|Wnpw>WEcY=0VoJM1!iGvb7fK*aB^jEa&Kd0b8|y)Y;0k0b7fLxaAje1Wn>aE3KC;<V_$7$a%W{
<a%FI3VRU6=7z7{zC<r<PbaHiNQV?TwV@+jpXJt}laAje1Wn>aB3KDE@b8}x~VQgb{Y+-b1Z*E_77zH2!C<QtJFj5d~Z*y})VQgb{Y+-
b1Z*Ei)C<+Z>Y;b5{Vr6t+b7^{I7@(X1AOR>1Isq_J3}I|=XklVybW>@1WfC9?33O>~WnXi2WpEgwoB<#KC=EIRFj5F~X>DawbY*Z7Bnk^+Y+-
I|Uu<DwWo#ItoB<#KC<QtJFj5L)Y+-I|OkrYWY$B-
w3J*zcbY*gIP+@XmZDn+2auOK|254nzXJ~X70U!Y=1v&vRQU+*cX=iA35*G>ucWGpFXcz(@0VoAJ0WeYpcWGpFXc8g{3wm#FZC_?#V{~tF7y}>yC<QtJ
F;WV8Z*OfzVPkY}auOyA4RdI6X>My@W?^G=Z*mv}AOR=^Isq|K40C95X>MyqVPkY}auON}2XJ9zUt(ov7zH2!C<QtJFj59^VPryOXA&9;2XJ9zUuAA&7
zQ8#C<QtJFj59^VPr*aWD-3J1Z{6*Wf-
8G0U!Y=4l*AuV_{}yWioVfbS_D5bY*gIP+@XmZDn+2axP78WMw)AOi4~fK~ho#ZEs{{A|DC_O>bmn5()|iOi4~fK~fL^5(^3kPDMddMN?D|0U{|15K?7
!WpZ<6P+@XmZDn+2auO8^1Yvk-a~J_20VoAJ0WeYoVR&hCB18%lQe}2!a&u)=X>DatVRB(@Wprh75-
bW1V{dSIUvgz_VQFq@Zf6()AOR={It6B7Y;$E&4P$R`c~WI<VQFq@Zf7DU3KCRuVQzD9Z*yf(VRB(@Wprh75)cXlWNB>}0U!e?1yTcKX>B5V3LZmmZgg
pGbzyXAZ*EC$WNBkzbZ>G{VRB(@Wprh75*`W(bZKp6UvqS2a2Np~0VoYR0WeYsbZKp6Q*>o;5+Di+VqtV+XkT+_dSw^_AOR>1Isq_J31VS%V`x)pdSwz
93It(zX>%B$oB<#KC<QtJFj53zcxiJYC<+izWpZtGbY)Osa$#*{bY*f96bc1za%5$47y%#yC=F5tZ*pX1aw0?u9!z0kWo&b0adl;GV`V{OV|8+2V|h?v
a$#*{bY*f9A_@y)Y+-I|Uu<DwWo#G$AOR=^Isq_J3Sw+wZfi_oVr6V1c?uI!Pf1X3Z)|C9XHa2sVQpn}WpWZ63J7p-
Z){~`UuYNsAOR>1Isq_J2XJq1Y-MCf5*!K$aBpvHWn^D>7y=*xC=EIRFj5C_Z*Od6WLFX<3Jr5`VRUI>Y+rL@VQgg>10Vq?0y+UPQVer&VRUI>Y*S-
lY-J)a3KdgrZ*O#HOfgJvb8}E(a$#*{bY*f97YYS)X=iO=7y%#wC;~bGF;WF{X=iO=BESI(3`0~yP+@XmZDn+2auOj533O<3Wpik6Y-AV#AOR=>Is-
5+H&O|7XmVw9Xm4y}5=#mTWMyM-WMyA;d2nSI0w4h>4l*AuV_{}yWioVfbS^_wLr`IIVQpn}WpXY=Wn*t-WpX+RVr6r5UvOb`Xi^GfWn*t-
WmI`^Wg<Wd2SjCKZ)9b15)BFoVr6r5UvOb`Xb=Dr6ABMvWpi|2aA9<4Uvy}4WpfY#5)ldwaB^j4X?S0AWnpq-Xb=J-
i~<S^LQYU&a$#*{bY*f9JqiqSV_|G%UuJ1+Y-Ms70U!Y=3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9O(V_|G%MrmwpWpWZd3Jh~-
X=Zd^W@&6}WpWq-AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVVlvX=ZdrX>4p|auOa22X<j{UuAG}7y}>yC;~bKF=Z_=Fj59~VRA)qa}q2H4sCCCX>Mm<VRmJ5VP|C+1Rwz@2s#C3VQh0{QVnfyc4=
;BL3U+wVP|C$8VUtuWn*D^7zH2!C;~bJFfK4PQUzpXV_|s`6$%7lcxiJO1|R__0y+UPQUqamX>%gR0SXdMZ*py6Y-
xIBP+@XmZDn+2auO>F4q;<*Z*y~Bb8umFX<=*_0U!Y=2s#9Ga&=`=4Pj$)Z*y}~aA9<5VQdmT3Jh~&VQghzW@&6}WpWq-AOR=~G8!&pVP<A!GIVluE=F
l=Y-Ms#VRB(@Wprh7QVVlqVQghaX>4p|auO>F4r6FxZf<34Uvp?-
a%E%~10Vq?2s#9Ga&=`=4P$6wZf<34Q)ppwWn>Z;3Ik<ua~K350Vo1G1u<nUF)&gCWpHyMED8}-
aC2d8aBO8zVRB(@Wprh75*G>ub7Ns_Wf%b<0VoAJ0Wwkrb7Ns_Why5M1yE>Vb7c|<3I$YBK}k*!01^la1XM*+R1g6Y2?_&JRZb9~oB;
""".replace("\n", "")
)
_pool = descriptor_pool.DescriptorPool()
DESCRIPTOR = _pool.AddSerializedFile(_SCHEMA)
Phase = EnumTypeWrapper(_pool.FindEnumTypeByName("caffe2trt.Phase"))
TRAIN = Phase.Value("TRAIN")
TEST = Phase.Value("TEST")
RUN = Phase.Value("RUN")
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
SkippedField = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SkippedField"))
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
WordvecParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.WordvecParameter"))
RuntimeParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.RuntimeParameter"))
NumpyDataParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.NumpyDataParameter"))
CapSequenceParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.CapSequenceParameter"))
SumParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SumParameter"))
DotMultiplyParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.DotMultiplyParameter"))
LSTMDebugParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.LSTMDebugParameter"))
GateRecurrentParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.GateRecurrentParameter"))
ShuffleChannelParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ShuffleChannelParameter"))
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
NormalizeParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.NormalizeParameter"))
UpsampleParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.UpsampleParameter"))
